import type { CollectingAccount } from "./debit_types.ts";
import { FieldReader } from "./field_reader.ts";
import { ACCOUNT_NUMBER, BANK_BRANCH, type Layout } from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { readFrame, writeFrame } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitFileKind, DebitResultFileKind, FileIdentity } from "./file_types.ts";

/** Bytes of every record in EB21, EB22, EC21 and EC22. */
export const DEBIT_RECORD_BYTES = 150;

/** The header of EB21, EB22, EC21 and EC22 (Header Record). */
export const DEBIT_HEADER = {
  recordKind: [0, 1],
  sequence: [1, 9],
  institutionCode: [9, 19],
  file: [19, 27],
  date: [27, 33],
  collectingBank: [33, 40],
  collectingAccount: [40, 56],
  filler: [56, 150],
} as const satisfies Layout;

type Identity = FileIdentity<DebitFileKind | DebitResultFileKind>;

/** @throws {FieldRefusedError} when the collecting account cannot be sent */
export function writeDebitHeader(
  identity: Identity,
  { collectingBank, collectingAccount }: CollectingAccount,
): Uint8Array<ArrayBuffer> {
  const fields = new FieldWriter(DEBIT_HEADER, {
    recordBytes: DEBIT_RECORD_BYTES,
    file: recordFileName(identity),
    recordNumber: 0,
  });
  writeFrame(fields, "H", identity);
  fields.date("date", identity.date);
  fields.text("collectingBank", collectingBank, BANK_BRANCH);
  fields.text("collectingAccount", collectingAccount, ACCOUNT_NUMBER);
  return fields.bytes;
}

/** @throws {FileFormatError} when it is not the header of the file that was expected */
export function readDebitHeader(
  identity: Identity,
  bytes: Uint8Array,
  offset: number,
): CollectingAccount {
  const fields = new FieldReader(DEBIT_HEADER, recordFileName(identity));
  fields.move(bytes, offset, 0);
  readFrame(fields, "H", identity);
  fields.constant("date", identity.date.slice(2).replaceAll("-", ""));
  fields.spaces("filler");
  return {
    collectingBank: fields.text("collectingBank", BANK_BRANCH),
    collectingAccount: fields.text("collectingAccount", ACCOUNT_NUMBER),
  };
}
