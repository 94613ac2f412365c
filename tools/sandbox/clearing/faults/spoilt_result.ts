import type { FaultKind } from "../../context.ts";
import { type ResultKind, resultKinds } from "../file_kind.ts";
import { concatenate, digits, textOf, writeAscii } from "../layout/fields.ts";

/** A code that no list has. */
const UNKNOWN_CODE = "0999";
const ADDED_WON = 1_000;

/** The bytes of a result as the switch spoils them; header, records and trailer are looked at apart. */
export function spoiltResult(bytes: Uint8Array, kind: ResultKind, fault: FaultKind): Uint8Array {
  const { recordBytes } = resultKinds[kind];
  const parts = Array.from(
    { length: bytes.length / recordBytes },
    (_, index) => bytes.slice(index * recordBytes, (index + 1) * recordBytes),
  );
  const [header, records, trailer] = [parts[0]!, parts.slice(1, -1), parts.at(-1)!];
  const whole = (data: readonly Uint8Array[]) => concatenate([header, ...data, trailer]);
  const spoil = (change: (record: Uint8Array) => void) =>
    change(records[Math.floor(records.length / 2)] ?? trailer);

  switch (fault) {
    case "empty-result":
      return new Uint8Array();
    case "truncated-result":
      return bytes.slice(0, Math.ceil(parts.length / 2) * recordBytes + recordBytes / 2);
    case "reordered-result":
      return whole(records.toReversed());
    case "doubled-record":
      return whole([...records, ...records.slice(-1)]);
    case "altered-amount":
      spoil((record) => raise(record, { ...amountField(record, kind), by: ADDED_WON }));
      return whole(records);
    case "altered-sequence":
      spoil((record) => raise(record, { at: 1, width: 8, by: 1 }));
      return whole(records);
    case "altered-code":
      spoil((record) => writeAscii(record, isDebit(kind) ? 69 : 92, UNKNOWN_CODE));
      return whole(records);
    case "altered-account":
      spoil((record) => raise(record, { at: isDebit(kind) ? 26 : 53, width: 8, by: 1 }));
      return whole(records);
    default:
      return bytes;
  }
}

/** A registration has no amount: its payer number is changed; without a record, the trailer's count. */
function amountField(record: Uint8Array, kind: ResultKind): { at: number; width: number } {
  if (record[0] === "T".charCodeAt(0)) return { at: 27, width: 8 };
  return isDebit(kind) ? { at: 42, width: 13 } : { at: 26, width: 8 };
}

function raise(record: Uint8Array, field: { at: number; width: number; by: number }): void {
  const { at, width, by } = field;
  const value = Number(textOf(record.subarray(at, at + width)));
  const raised = Number.isSafeInteger(value) ? (value + by) % 10 ** width : by;
  writeAscii(record, at, digits(raised, width));
}

function isDebit(kind: ResultKind): boolean {
  return kind === "EB22" || kind === "EC22";
}
