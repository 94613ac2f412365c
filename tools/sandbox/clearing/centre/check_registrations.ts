import {
  addRegistration,
  emptyRegistrationTotals,
  type RegistrationFields,
  registrationFields,
  registrationTotalsText,
} from "../layout/registration_record.ts";
import { koreanDay, parseCompactDay } from "../calendar/korean_day.ts";
import { mandateKeyOf } from "../mandates.ts";
import type { ArrivedFile, CentreError, CheckedFile } from "./checked_file.ts";
import { commonError } from "./common_checks.ts";
import { walkFrame } from "./file_frame.ts";

export const MOVE_MARK = "CHNG";

export interface RegistrationBooks {
  isMember(bank: string): boolean;
  /** Whether a mandate stands or is about to. */
  isKnown(mandateKey: string): boolean;
  /** Whether evidence of consent arrived in the day before that moment. */
  hasEvidence(mandateKey: string, at: Date): boolean;
}

interface Applied {
  readonly fields: RegistrationFields;
  readonly recordNumber: number;
  readonly key: string;
}

/**
 * The centre's check of applications that the institution took (EB13).
 *
 * @throws {FileRefusedError}
 */
export async function checkRegistrations(
  file: ArrivedFile,
  books: RegistrationBooks,
): Promise<CheckedFile> {
  const totals = emptyRegistrationTotals();
  const errors: CentreError[] = [];
  const seen = new Set<string>();
  const moves: Applied[] = [];
  const frame = await walkFrame(file, {
    record(text, recordNumber, institution) {
      const fields = registrationFields(text);
      addRegistration(totals, fields.application);
      const applied = { fields, recordNumber, key: mandateKeyOf({ ...fields, institution }) };
      const code = commonError(fields, {
        recordNumber,
        institution,
        lineBank: file.lineBank,
        isMember: books.isMember,
      }) ?? applicationError(applied, { file, books, seen });
      if (code !== undefined) errors.push(centreError(applied, code));
      else if (fields.handlingBranch === MOVE_MARK) moves.push(applied);
    },
    trailerText: () => registrationTotalsText(totals),
  });
  for (const half of unpairedMoves(moves)) errors.push(centreError(half, "0079"));
  errors.sort((left, right) => left.recordNumber - right.recordNumber);
  return { ...frame, totalWon: 0, errors };
}

function applicationError(
  { fields, key }: Applied,
  { file, books, seen }: {
    readonly file: ArrivedFile;
    readonly books: RegistrationBooks;
    readonly seen: Set<string>;
  },
): string | undefined {
  const applied = parseCompactDay(`20${fields.applyDate}`);
  if (applied === undefined || applied > koreanDay(file.arrivedAt)) return "A011";
  if (!["1", "3", "7"].includes(fields.application)) return "A012";
  const isNew = fields.application === "1";
  if (isNew && fields.holderNumber.trimEnd() === "") return "0088";
  const sense = `${isNew ? "new" : "cancel"} ${key}`;
  if (seen.has(sense) || books.isKnown(key) === isNew) return "A016";
  seen.add(sense);
  // A bank's own line takes applications alone: the merchant keeps the proof of consent.
  const wantsEvidence = isNew && file.lineBank === undefined;
  return wantsEvidence && !books.hasEvidence(key, file.arrivedAt) ? "0078" : undefined;
}

/** A move is a cancel and a new of one payer; what has no other half is told. */
function unpairedMoves(moves: readonly Applied[]): Applied[] {
  const kindsOf = Map.groupBy(moves, ({ fields }) => fields.payerNumber);
  return moves.filter(({ fields }) => {
    const kinds = kindsOf.get(fields.payerNumber)?.map((move) => move.fields.application) ?? [];
    return !(kinds.includes("1") && kinds.includes("3"));
  });
}

function centreError({ fields, recordNumber }: Applied, code: string): CentreError {
  return { recordNumber, payerNumber: fields.payerNumber.trimEnd(), code };
}
