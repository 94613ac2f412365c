import { detailsPlace, identityPlace } from "../settings/fields/account_details.ts";
import type { ImportedRow } from "./read_row.ts";

/** A good row that waits to be written. */
export interface GoodRow extends ImportedRow {
  readonly rowNumber: number;
  /** An earlier good row of the file brings the same customer. */
  readonly isRepeat: boolean;
}

/** A row that cannot be written, as it may be kept. */
export interface BadRowKept {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly problems: readonly { column: string; reason: string; value?: string }[];
}

/** Columns of `debit.import_row` and their types, in the order in which rows are written. */
export const STAGED_COLUMNS = {
  merchant_id: "uuid",
  import_id: "uuid",
  row_number: "integer",
  verdict: "text",
  is_repeat: "boolean",
  content_hash: "text",
  customer_id: "uuid",
  account_id: "uuid",
  instruction_id: "uuid",
  number: "text",
  name: "text",
  kind: "text",
  grade: "text",
  identity_sealed: "bytea",
  identity_masked: "text",
  representative: "text",
  phone: "text",
  mobile: "text",
  email: "text",
  industry_code: "text",
  joined_on: "date",
  region: "text",
  postcode: "text",
  address: "text",
  address_detail: "text",
  item_code: "text",
  limit_won: "bigint",
  monthly_won: "bigint",
  discount_rate: "integer",
  discount_won: "bigint",
  first_month: "date",
  last_month: "date",
  due_day: "integer",
  bank_code: "text",
  details_sealed: "bytea",
  account_masked: "text",
  holder: "text",
  holder_identity_masked: "text",
  manager: "text",
} as const;

export const STAGED_COLUMN_COUNT = Object.keys(STAGED_COLUMNS).length;

const { row: _account, ...DETAILS_COLUMN } = detailsPlace("");
const { row: _customer, ...IDENTITY_COLUMN } = identityPlace("");
export { DETAILS_COLUMN, IDENTITY_COLUMN };

/** What makes two rows the same, for the keyed hash; the first letter tells the version of this list. */
export function contentStart(contractId: string): string {
  return `1\n${contractId}\n`;
}

/** What follows it. */
export function contentOf({ customer, terms, account }: ImportedRow): string {
  return `${customer.number}\n${customer.name}\n${customer.kind}\n` +
    `${customer.grade}\n${customer.identity ?? ""}\n${customer.representative}\n` +
    `${customer.phone}\n${customer.mobile}\n${customer.email}\n${customer.industryCode}\n` +
    `${customer.joinedOn ?? ""}\n${customer.region}\n${customer.postcode}\n${customer.address}\n` +
    `${customer.addressDetail}\n${terms.itemCode}\n${terms.limitWon}\n${terms.monthlyWon}\n` +
    `${terms.discountRate}\n${terms.discountWon}\n${terms.firstMonth}\n${terms.lastMonth ?? ""}\n` +
    `${terms.dueDay}\n${terms.manager}\n${account.bankCode}\n${account.account}\n` +
    `${account.holder}\n${account.holderIdentity}`;
}
