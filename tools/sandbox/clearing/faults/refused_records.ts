import type { CentreError } from "../centre/checked_file.ts";
import { recordBytesOf, type SentKind } from "../file_kind.ts";
import { textOf } from "../layout/fields.ts";
import { readRecords } from "../layout/record_reader.ts";

/** Any other error found by the centre. */
export const REFUSED_ON_PURPOSE = "0051";
const EVERY = 10;

/** Where the payer number of a record starts, by kind; it is twenty bytes long. */
const PAYER_OFFSETS: Partial<Record<SentKind, number>> = { EB13: 26, EB21: 91, EC21: 91 };

export function hasPayers(kind: SentKind): boolean {
  return PAYER_OFFSETS[kind] !== undefined;
}

/** The centre's errors and, on purpose, the first record and each tenth after it. */
export async function withEveryTenth(
  errors: readonly CentreError[],
  file: { readonly path: string; readonly kind: SentKind; readonly recordCount: number },
): Promise<CentreError[]> {
  const offset = PAYER_OFFSETS[file.kind] ?? 0;
  const all = new Map(errors.map((error) => [error.recordNumber, error]));
  let recordNumber = 0;
  for await (const record of readRecords(file.path, recordBytesOf(file.kind))) {
    const isChosen = recordNumber % EVERY === 1 && recordNumber <= file.recordCount;
    if (isChosen && !all.has(recordNumber)) {
      const payerNumber = textOf(record.subarray(offset, offset + 20)).trimEnd();
      all.set(recordNumber, { recordNumber, payerNumber, code: REFUSED_ON_PURPOSE });
    }
    recordNumber++;
  }
  return [...all.values()].sort((left, right) => left.recordNumber - right.recordNumber);
}
