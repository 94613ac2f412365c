import {
  type CopyBinaryWriter,
  copyChunks,
  createCopyBinaryWriter,
  type Kernel,
  type PackedColumn,
  type Transaction,
} from "@maru/kernel";
import { sql } from "kysely";
import { identityMaskOf } from "../customers/masked_fields.ts";
import { maskIdentity } from "../settings/fields/account_details.ts";
import { maskAccount } from "../settings/fields/mask_account.ts";
import { type SealedRows, UUID_LENGTH } from "./sealed_rows.ts";
import { type BadRowKept, STAGED_COLUMN_COUNT, STAGED_COLUMNS } from "./staged_row.ts";
import type { ImportKey } from "./tables.ts";

const NAMES = Object.keys(STAGED_COLUMNS).join(", ");
const TYPED_NAMES = Object.entries(STAGED_COLUMNS)
  .map(([name, type]) => `${name} ${type === "bytea" ? "text" : type}`).join(", ");
const SELECTED = Object.entries(STAGED_COLUMNS)
  .map(([name, type]) => type === "bytea" ? `decode(${name}, 'hex')` : name).join(", ");
/** Rows of one statement where there is no COPY. */
const ROWS_PER_STATEMENT = 1_000;

/** Puts good rows where they wait to be written: by COPY, or as JSON where there is none. */
export async function stageRows(
  kernel: Kernel,
  tx: Transaction,
  key: ImportKey,
  sealed: SealedRows,
): Promise<void> {
  if (sealed.rows.length === 0) return;
  const { copy } = kernel.database;
  if (copy !== undefined) {
    const writer = createCopyBinaryWriter();
    const rows = copyChunks(writer, sealed.rows.keys(), rowWriter(key, sealed));
    await copy.in(tx, `copy debit.import_row (${NAMES}) from stdin (format binary)`, rows);
    return;
  }
  for (let first = 0; first < sealed.rows.length; first += ROWS_PER_STATEMENT) {
    const count = Math.min(ROWS_PER_STATEMENT, sealed.rows.length - first);
    const json = JSON.stringify(
      Array.from({ length: count }, (_, index) => jsonRow(key, sealed, first + index)),
    );
    await sql`
      insert into debit.import_row (${sql.raw(NAMES)})
      select ${sql.raw(SELECTED)}
      from jsonb_to_recordset(${json}::jsonb) as r (${sql.raw(TYPED_NAMES)})`.execute(tx);
  }
}

/** Keeps bad rows with their reasons. */
export async function keepBadRows(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
  rows: readonly BadRowKept[],
): Promise<void> {
  for (let first = 0; first < rows.length; first += ROWS_PER_STATEMENT) {
    const json = JSON.stringify(rows.slice(first, first + ROWS_PER_STATEMENT));
    await sql`
      insert into debit.import_bad_row (merchant_id, import_id, row_number, cells, problems)
      select ${merchantId}, ${importId}, "rowNumber", cells, problems
      from jsonb_to_recordset(${json}::jsonb)
        as r ("rowNumber" integer, cells jsonb, problems jsonb)`.execute(tx);
  }
}

/** Writes a row in the order of `STAGED_COLUMNS`. */
function rowWriter(key: ImportKey, sealed: SealedRows) {
  const merchantId = Uint8Array.fromHex(key.merchantId.replaceAll("-", ""));
  const importId = Uint8Array.fromHex(key.importId.replaceAll("-", ""));
  return (writer: CopyBinaryWriter, row: number) => {
    const { rowNumber, isRepeat, customer, terms, account } = sealed.rows[row]!;
    const [start, end] = [row * UUID_LENGTH, (row + 1) * UUID_LENGTH];
    writer.beginRow(STAGED_COLUMN_COUNT);
    writer.bytes(merchantId);
    writer.bytes(importId);
    writer.int4(rowNumber);
    writer.text("good");
    writer.bool(isRepeat);
    writer.text(sealed.contentHashes[row]!);
    writer.bytes(sealed.customerIds, start, end);
    writer.bytes(sealed.accountIds, start, end);
    writer.bytes(sealed.instructionIds, start, end);
    writer.text(customer.number);
    writer.text(customer.name);
    writer.text(customer.kind);
    writer.text(customer.grade);
    writePacked(writer, sealed.identities, row);
    writer.text(identityMaskOf(customer.identity));
    writer.text(customer.representative);
    writer.text(customer.phone);
    writer.text(customer.mobile);
    writer.text(customer.email);
    writer.text(customer.industryCode);
    writeDate(writer, customer.joinedOn);
    writer.text(customer.region);
    writer.text(customer.postcode);
    writer.text(customer.address);
    writer.text(customer.addressDetail);
    writer.text(terms.itemCode);
    writer.int8(terms.limitWon);
    writer.int8(terms.monthlyWon);
    writer.int4(terms.discountRate);
    writer.int8(terms.discountWon);
    writer.date(terms.firstMonth);
    writeDate(writer, terms.lastMonth);
    writer.int4(terms.dueDay);
    writer.text(account.bankCode);
    writePacked(writer, sealed.details, row);
    writer.text(maskAccount(account.account));
    writer.text(account.holder);
    writer.text(maskIdentity(account.holderIdentity));
    writer.text(terms.manager);
  };
}

function writeDate(writer: CopyBinaryWriter, date: string | undefined): void {
  if (date === undefined) writer.nothing();
  else writer.date(date);
}

function writePacked(writer: CopyBinaryWriter, column: PackedColumn, row: number): void {
  const start = column.starts[row]!;
  const length = column.lengths[row]!;
  if (length < 0) writer.nothing();
  else writer.bytes(column.bytes, start, start + length);
}

function jsonRow(key: ImportKey, sealed: SealedRows, row: number): Record<string, unknown> {
  const { rowNumber, isRepeat, customer, terms, account } = sealed.rows[row]!;
  return {
    merchant_id: key.merchantId,
    import_id: key.importId,
    row_number: rowNumber,
    verdict: "good",
    is_repeat: isRepeat,
    content_hash: sealed.contentHashes[row],
    customer_id: hexId(sealed.customerIds, row),
    account_id: hexId(sealed.accountIds, row),
    instruction_id: hexId(sealed.instructionIds, row),
    number: customer.number,
    name: customer.name,
    kind: customer.kind,
    grade: customer.grade,
    identity_sealed: hexOf(sealed.identities, row),
    identity_masked: identityMaskOf(customer.identity),
    representative: customer.representative,
    phone: customer.phone,
    mobile: customer.mobile,
    email: customer.email,
    industry_code: customer.industryCode,
    joined_on: customer.joinedOn ?? null,
    region: customer.region,
    postcode: customer.postcode,
    address: customer.address,
    address_detail: customer.addressDetail,
    item_code: terms.itemCode,
    limit_won: terms.limitWon.toString(),
    monthly_won: terms.monthlyWon.toString(),
    discount_rate: terms.discountRate,
    discount_won: terms.discountWon.toString(),
    first_month: terms.firstMonth,
    last_month: terms.lastMonth ?? null,
    due_day: terms.dueDay,
    bank_code: account.bankCode,
    details_sealed: hexOf(sealed.details, row),
    account_masked: maskAccount(account.account),
    holder: account.holder,
    holder_identity_masked: maskIdentity(account.holderIdentity),
    manager: terms.manager,
  };
}

/** PostgreSQL takes 32 digits without hyphens for a uuid. */
function hexId(ids: Uint8Array, row: number): string {
  return ids.subarray(row * UUID_LENGTH, (row + 1) * UUID_LENGTH).toHex();
}

function hexOf(column: PackedColumn, row: number): string | null {
  const start = column.starts[row]!;
  const length = column.lengths[row]!;
  return length < 0 ? null : column.bytes.subarray(start, start + length).toHex();
}
