import type { Transaction } from "@maru/kernel";
import type { Generated, Kysely } from "kysely";
import type { DebitTables, FileMerchantTable, Json, RegistrationTable } from "../tables.ts";
import type { InvoiceParty, SettlementState, TaxInvoice } from "./money_desk.ts";

export interface SettlementTable {
  merchant_id: string;
  id: string;
  covers_from: string;
  covers_to: string;
  payout_on: string;
  collected_count: number;
  collected_won: bigint;
  fee_won: bigint;
  vat_won: bigint;
  carried_in_won: bigint;
  payout_won: bigint;
  carried_out_won: bigint;
  state: SettlementState;
  computed_at: Date;
  approved_at: Date | null;
  approved_by: string | null;
  paid_at: Date | null;
  paid_by: string | null;
  vat_posting_id: string;
  payout_posting_id: string;
  bank_code: string | null;
  account_masked: string | null;
  account_sealed: Uint8Array | null;
  account_holder: string | null;
  approved_alone: boolean | null;
  listing_id: string | null;
  listed_at: Date | null;
  listed_by: string | null;
  invoice_id: string | null;
}

export interface SettlementLineTable {
  merchant_id: string;
  settlement_id: string;
  contract_id: string;
  item_code: string;
  kind: "success" | "failure" | "registration";
  unit_fee_won: bigint;
  line_count: number;
  fee_won: bigint;
  collected_won: Generated<bigint>;
  posting_id: string;
}

export interface TaxInvoiceTable {
  merchant_id: string;
  id: string;
  number: string;
  month: string;
  issued_on: string;
  supplier: Json<InvoiceParty>;
  buyer: Json<InvoiceParty>;
  lines: Json<readonly InvoiceLine[]>;
  supply_won: bigint;
  vat_won: bigint;
  state: TaxInvoice["state"];
  note: string | null;
  answered_at: Date | null;
  answered_by: string | null;
}

/** A line as JSON: amounts are whole won, far below 2^53. */
export interface InvoiceLine {
  readonly name: string;
  readonly count: number;
  readonly unitWon: number;
  readonly supplyWon: number;
  readonly vatWon: number;
}

export interface MoneyTables extends Omit<DebitTables, "file_merchant" | "registration"> {
  settlement: SettlementTable;
  settlement_line: SettlementLineTable;
  tax_invoice: TaxInvoiceTable;
  file_merchant: FileMerchantTable & { settlement_id: string | null };
  registration: RegistrationTable & {
    settlement_id: string | null;
    settled_item_code: string | null;
  };
}

export function moneyTables(db: Kysely<unknown> | Transaction): Kysely<MoneyTables> {
  return db.withSchema("debit") as unknown as Kysely<MoneyTables>;
}
