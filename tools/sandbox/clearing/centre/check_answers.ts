import {
  addRegistration,
  emptyRegistrationTotals,
  registrationFields,
  registrationTotalsText,
} from "../layout/registration_record.ts";
import type { ArrivedFile, CentreError, CheckedFile } from "./checked_file.ts";
import { walkFrame } from "./file_frame.ts";

/** Reasons that an institution may give (기관입력). */
const INSTITUTION_CODES = ["A013", "A017", "A019"];

/** A refusal of an institution: which record of EB11, and why. */
export interface InstitutionAnswer {
  readonly sequence: number;
  readonly payerNumber: string;
  readonly code: string;
}

/**
 * The check of an institution's answer (EB12) to the applications that banks took (EB11).
 *
 * @param asked payer numbers of the EB11 by sequence
 * @throws {FileRefusedError}
 */
export async function checkAnswers(
  file: ArrivedFile,
  asked: ReadonlyMap<number, string>,
): Promise<CheckedFile & { readonly answers: readonly InstitutionAnswer[] }> {
  const totals = emptyRegistrationTotals();
  const errors: CentreError[] = [];
  const answers: InstitutionAnswer[] = [];
  const frame = await walkFrame(file, {
    record(text, recordNumber, institution) {
      const fields = registrationFields(text);
      addRegistration(totals, fields.application);
      const payerNumber = fields.payerNumber.trimEnd();
      const sequence = Number(fields.sequence);
      const isAsked = asked.get(sequence) === payerNumber && fields.institution === institution;
      if (fields.kind !== "R" || !isAsked) {
        errors.push({ recordNumber, payerNumber, code: "0081" });
      } else if (fields.result !== "N" || !INSTITUTION_CODES.includes(fields.code)) {
        errors.push({ recordNumber, payerNumber, code: "0051" });
      } else {
        answers.push({ sequence, payerNumber, code: fields.code });
      }
    },
    trailerText: () => registrationTotalsText(totals),
  });
  return { ...frame, totalWon: 0, errors, answers };
}
