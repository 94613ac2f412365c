import { AccountMoves } from "./account_moves.ts";
import { FieldRefusedError } from "./file_errors.ts";
import { requireIdentity } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { FileIdentity, FileWriter, RegistrationFileKind } from "./file_types.ts";
import { RecordBuffer } from "./record_buffer.ts";
import { REGISTRATION_RECORD_BYTES, writeRegistrationHeader } from "./registration_header.ts";
import { isAnswer, writeRegistrationRecord } from "./registration_record.ts";
import { RegistrationCounts, writeRegistrationTrailer } from "./registration_trailer.ts";
import type {
  RegistrationAnswer,
  RegistrationApplication,
  RegistrationSummary,
} from "./registration_types.ts";

/**
 * Begins EB13 (출금이체신청 of the institution) or EB12 (its answer to EB11), and for those who play the
 * clearing house EB11 and EB14. Sequence numbers of answers are those of the applications and must rise.
 *
 * The trailer of EB13 throws `FieldRefusedError` when half of an account move is missing.
 *
 * @throws {RangeError} when the institution's code or the date is impossible
 */
export function createRegistrationFileWriter(
  identity: FileIdentity<"EB11" | "EB13">,
): FileWriter<RegistrationApplication, RegistrationSummary>;
export function createRegistrationFileWriter(
  identity: FileIdentity<"EB12" | "EB14">,
): FileWriter<RegistrationAnswer, RegistrationSummary>;
export function createRegistrationFileWriter(
  identity: FileIdentity<RegistrationFileKind>,
): FileWriter<RegistrationApplication & Partial<RegistrationAnswer>, RegistrationSummary> {
  return new RegistrationWriter(requireIdentity(identity));
}

class RegistrationWriter
  implements
    FileWriter<RegistrationApplication & Partial<RegistrationAnswer>, RegistrationSummary> {
  readonly #buffer = new RecordBuffer(new Uint8Array(REGISTRATION_RECORD_BYTES));
  readonly #counts = new RegistrationCounts();
  readonly #moves = new AccountMoves();
  #lastSequence = 0;

  constructor(readonly identity: FileIdentity<RegistrationFileKind>) {
    this.#buffer.append(writeRegistrationHeader(identity));
  }

  record(record: RegistrationApplication & Partial<RegistrationAnswer>): number {
    const { accepted = false, code = "0000" } = record;
    const recordNumber = this.#counts.totals().recordCount + 1;
    const asks = !isAnswer(this.identity.kind);
    const sequence = asks ? recordNumber : record.sequence ?? 0;
    if (sequence <= this.#lastSequence) this.#refuseSequence(sequence, recordNumber);
    const outcome = asks ? undefined : { accepted, code };
    this.#buffer.append(
      writeRegistrationRecord(this.identity, { ...record, recordNumber, sequence, outcome }),
    );
    this.#counts.add(record.applicationKind);
    this.#moves.add(record, recordNumber);
    this.#lastSequence = sequence;
    return sequence;
  }

  trailer(): RegistrationSummary {
    const half = this.identity.kind === "EB13" ? this.#moves.firstHalf() : undefined;
    if (half) throw new FieldRefusedError({ file: recordFileName(this.identity), ...half });
    const totals = this.#counts.totals();
    this.#buffer.append(writeRegistrationTrailer(this.identity, totals));
    this.#buffer.close();
    return { ...this.identity, totals };
  }

  drain(): Uint8Array[] {
    return this.#buffer.drain();
  }

  #refuseSequence(sequence: number, recordNumber: number): never {
    const file = recordFileName(this.identity);
    const value = String(sequence);
    const wanted = `more than ${this.#lastSequence}`;
    throw new FieldRefusedError({ file, recordNumber, field: "sequence", value, wanted });
  }
}
