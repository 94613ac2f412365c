import type { Kernel, PackedColumn } from "@maru/kernel";
import { ACCOUNT_LENGTH, DETAILS_LENGTH } from "../settings/fields/account_details.ts";
import {
  contentOf,
  contentStart,
  DETAILS_COLUMN,
  type GoodRow,
  IDENTITY_COLUMN,
} from "./staged_row.ts";

/** Rows with what is secret in them sealed, and the identifiers that they will have. */
export interface SealedRows {
  readonly rows: readonly GoodRow[];
  readonly customerIds: Uint8Array;
  readonly accountIds: Uint8Array;
  readonly instructionIds: Uint8Array;
  readonly identities: PackedColumn;
  readonly details: PackedColumn;
  readonly contentHashes: readonly string[];
}

export const UUID_LENGTH = 16;
const COUNTER_LENGTH = 6;
const SPACE = 0x20;
/** 132 of the 256 bits: the column is compared within one customer only. */
const CONTENT_HASH_LENGTH = 22;
const HASH_PURPOSE = "debit.instruction.import_hash";
const IDENTITY_LENGTH_MAX = 13;

/** Seals accounts and identities of many rows at once. */
export async function sealRows(
  kernel: Kernel,
  contractId: string,
  rows: readonly GoodRow[],
): Promise<SealedRows> {
  const customerIds = idsOf(kernel, rows.length);
  const accountIds = idsOf(kernel, rows.length);
  const rowCount = rows.length;
  const hashes = await kernel.sealing.blindIndexMany(
    HASH_PURPOSE,
    rows.map(contentOf),
    { start: contentStart(contractId) },
  );
  return {
    rows,
    customerIds,
    accountIds,
    instructionIds: idsOf(kernel, rows.length),
    identities: kernel.sealing.sealPacked(IDENTITY_COLUMN, {
      rowCount,
      rows: fixed(customerIds, UUID_LENGTH),
      rowsAre: "uuid",
      plain: identitiesOf(rows),
    }),
    details: kernel.sealing.sealPacked(DETAILS_COLUMN, {
      rowCount,
      rows: fixed(accountIds, UUID_LENGTH),
      rowsAre: "uuid",
      plain: detailsOf(rows),
    }),
    contentHashes: hashes.map((hash) => hash.slice(0, CONTENT_HASH_LENGTH)),
  };
}

/** Identifiers that follow one of version 7, as `debit.nth_id` makes them. */
function idsOf(kernel: Kernel, count: number): Uint8Array {
  const base = Uint8Array.fromHex(kernel.uuid().replaceAll("-", ""));
  // So that counting up never carries beyond the last six bytes.
  base[UUID_LENGTH - COUNTER_LENGTH]! &= 0x7f;
  const ids = new Uint8Array(count * UUID_LENGTH);
  for (let row = 0; row < count; row++) {
    ids.set(base, row * UUID_LENGTH);
    for (let at = UUID_LENGTH - 1; isCarried(base, at);) at--;
  }
  return ids;
}

/** Adds one to a byte; true when it is 0 again, so that the next byte is to be counted up too. */
function isCarried(bytes: Uint8Array, at: number): boolean {
  bytes[at]! += 1;
  return bytes[at] === 0;
}

/** Values of one length side by side. */
function fixed(bytes: Uint8Array, length: number): PackedColumn {
  const count = bytes.length / length;
  const starts = new Int32Array(count);
  for (let row = 0; row < count; row++) starts[row] = row * length;
  return { bytes, starts, lengths: new Int32Array(count).fill(length), first: 0, stride: 1 };
}

/** Account and identity, padded as `packDetails` pads them. */
function detailsOf(rows: readonly GoodRow[]): PackedColumn {
  const bytes = new Uint8Array(rows.length * DETAILS_LENGTH).fill(SPACE);
  rows.forEach(({ account }, row) => {
    writeDigits(bytes, row * DETAILS_LENGTH, account.account);
    writeDigits(bytes, row * DETAILS_LENGTH + ACCOUNT_LENGTH, account.holderIdentity);
  });
  return fixed(bytes, DETAILS_LENGTH);
}

function identitiesOf(rows: readonly GoodRow[]): PackedColumn {
  const column = fixed(new Uint8Array(rows.length * IDENTITY_LENGTH_MAX), IDENTITY_LENGTH_MAX);
  rows.forEach(({ customer: { identity } }, row) => {
    column.lengths[row] = identity?.length ?? -1;
    if (identity !== undefined) writeDigits(column.bytes, row * IDENTITY_LENGTH_MAX, identity);
  });
  return column;
}

/** Digits that the rules have let through are as many bytes. */
function writeDigits(bytes: Uint8Array, at: number, digits: string): void {
  for (let index = 0; index < digits.length; index++) bytes[at + index] = digits.charCodeAt(index);
}
