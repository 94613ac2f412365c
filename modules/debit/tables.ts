import type { Transaction } from "@maru/kernel";
import type { ColumnType, Generated, Kysely } from "kysely";

/** Read as parsed JSON, written as text: both drivers take it. */
export type Json<T> = ColumnType<T, string, string>;

export interface BankTable {
  code: string;
  name: string;
  requires_registration: Generated<boolean>;
  account_pattern: Generated<string>;
  valid_from: Generated<string>;
  valid_until: string | null;
}

export interface ScheduleRuleTable {
  rail: "directLine" | "clearingHouse";
  bank_code: string;
  operation: "registration" | "debit" | "sameDayDebit";
  counted_from: "requestDay" | "debitDay";
  cutoff_days: number;
  cutoff_time: string;
  send_by_days: number;
  send_by_time: string;
  result_days: number;
  result_time: string;
  result_days_kind: "business" | "calendar";
  registration_lead_days: Generated<number>;
}

export interface MerchantTable {
  id: string;
  number: string;
  name: string;
  business_number: string;
  representative: Generated<string>;
  address: Generated<string>;
  business_type: Generated<string>;
  business_item: Generated<string>;
  email: Generated<string>;
  phone: Generated<string>;
  settlement_bank_code: string | null;
  settlement_account_sealed: Uint8Array | null;
  settlement_account_masked: string | null;
  settlement_holder: string | null;
  settlement_verified_at: Date | null;
  settlement_cycle: Generated<"daily" | "monthly">;
  settlement_day: Generated<number>;
  next_payer_serial: Generated<bigint>;
  receivable_account_id: string;
  payable_account_id: string;
  cash_account_id: string;
  created_at: Date;
  ended_at: Date | null;
}

export interface ItemTable {
  code: string;
  name: string;
  is_active: Generated<boolean>;
}

export interface ContractTable {
  merchant_id: string;
  id: string;
  name: string;
  rail: "directLine" | "clearingHouse";
  due_days: number[];
  starts_on: string;
  ends_on: string | null;
  monthly_limit_won: bigint;
  debit_limit_won: bigint;
  retries_automatically: Generated<boolean>;
  registration_fee_won: Generated<bigint>;
  state: Generated<"active" | "ended">;
  created_at: Date;
}

export interface ContractItemTable {
  merchant_id: string;
  contract_id: string;
  item_code: string;
  collection_day: number;
  success_fee_won: bigint;
  failure_fee_won: Generated<bigint>;
  added_at: Date;
  removed_at: Date | null;
}

export interface CustomerTable {
  merchant_id: string;
  id: string;
  contract_id: string;
  number: string;
  name: string;
  kind: "individual" | "business";
  grade: Generated<string>;
  identity_sealed: Uint8Array | null;
  identity_masked: Generated<string>;
  representative: Generated<string>;
  phone: Generated<string>;
  mobile: Generated<string>;
  email: Generated<string>;
  industry_code: Generated<string>;
  joined_on: string | null;
  region: Generated<string>;
  postcode: Generated<string>;
  address: Generated<string>;
  address_detail: Generated<string>;
  state: Generated<"active" | "ended">;
  version: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface AccountTable {
  merchant_id: string;
  id: string;
  bank_code: string;
  details_sealed: Uint8Array;
  account_masked: string;
  holder: string;
  created_at: Date;
}

export interface InstructionTable {
  merchant_id: string;
  id: string;
  customer_id: string;
  contract_id: string;
  item_code: string;
  payer_number: string;
  account_id: string;
  bank_code: string;
  limit_won: bigint;
  monthly_won: bigint;
  discount_rate: Generated<number>;
  discount_won: Generated<bigint>;
  first_month: string;
  last_month: string | null;
  due_day: number;
  manager: Generated<string>;
  registered_by: string;
  registration_state: Generated<"none" | "waiting" | "sent" | "done" | "failed" | "cancelled">;
  registration_code: string | null;
  state: Generated<"active" | "stopped" | "ended">;
  version: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface HistoryTable {
  merchant_id: string;
  id: string;
  subject_kind: "customer" | "instruction" | "contract" | "merchant";
  subject_id: string;
  at: Date;
  actor: string;
  action: string;
  changes: Json<unknown>;
}

export interface EvidenceTable {
  merchant_id: string;
  id: string;
  instruction_id: string;
  account_id: string;
  kind: number;
  extension: string;
  byte_count: number;
  bytes_sealed: Uint8Array;
  given_at: Date;
}

export interface FileTable {
  id: string;
  rail: "directLine" | "clearingHouse";
  bank_code: string;
  kind: "EB12" | "EB13" | "EB21" | "EC21" | "EI13";
  business_date: string;
  debit_date: string | null;
  state: "built" | "sending" | "sent" | "resulted" | "rejected" | "cancelled";
  record_count: number;
  total_won: Generated<bigint>;
  content_mac: string | null;
  byte_count: bigint | null;
  send_by: Date;
  result_due_at: Date | null;
  built_at: Date;
  sent_at: Date | null;
  resulted_at: Date | null;
  attempt_count: Generated<number>;
  rejection_code: string | null;
  lease_until: Date | null;
  look_after: Date | null;
}

export interface FileMerchantTable {
  file_id: string;
  merchant_id: string;
  record_count: number;
  total_won: bigint;
  sent_posting_id: string;
  returned_posting_id: string;
  passbook_text: string;
  collected_count: number | null;
  collected_won: bigint | null;
}

export interface RegistrationTable {
  merchant_id: string;
  id: string;
  instruction_id: string;
  account_id: string;
  kind: number;
  origin: "merchant" | "payer" | "bank" | "accountMove";
  pair_id: string | null;
  rail: "directLine" | "clearingHouse";
  bank_code: string;
  payer_number: string;
  state: "waiting" | "sent" | "done" | "failed" | "withdrawn";
  requested_at: Date;
  requested_by: string;
  cutoff_at: Date;
  result_due_at: Date;
  file_id: string | null;
  sequence: number | null;
  code: string | null;
  resulted_at: Date | null;
}

export interface ChargeTable {
  merchant_id: string;
  id: string;
  instruction_id: string;
  customer_id: string;
  contract_id: string;
  item_code: string;
  grade: string;
  month: string;
  due_date: string;
  gross_won: bigint;
  discount_won: bigint;
  amount_won: bigint;
  created_at: Date;
}

export interface DebitOrderTable {
  merchant_id: string;
  id: string;
  contract_id: string;
  instruction_id: string;
  charge_id: string;
  account_id: string;
  kind: "regular" | "retry";
  is_automatic: Generated<boolean>;
  operation: "debit" | "sameDayDebit";
  rail: string;
  bank_code: string;
  payer_number: string;
  month: string;
  debit_date: string;
  charge_won: bigint;
  arrears_won: Generated<bigint>;
  amount_won: bigint;
  state: "waiting" | "sent" | "collected" | "failed" | "withdrawn";
  requested_at: Date;
  requested_by: string;
  cutoff_at: Date;
  result_due_at: Date;
  file_id: string | null;
  sequence: number | null;
  code: string | null;
  resulted_at: Date | null;
}

export interface OrderArrearsTable {
  merchant_id: string;
  order_id: string;
  charge_id: string;
  amount_won: bigint;
}

export interface CashReceiptTable {
  merchant_id: string;
  id: string;
  charge_id: string;
  amount_won: bigint;
  reverses_id: string | null;
  received_on: string;
  note: Generated<string>;
  actor: string;
  created_at: Date;
}

export interface ResultFileTable {
  id: string;
  rail: string;
  bank_code: string;
  kind: "EB11" | "EB14" | "EB22" | "EC22";
  business_date: string;
  file_id: string | null;
  content_mac: string;
  byte_count: bigint;
  record_count: number;
  state: "applied" | "refused";
  refusal: string | null;
  received_at: Date;
}

export interface BankApplicationTable {
  result_file_id: string;
  sequence: number;
  payer_number: string;
  record_sealed: Uint8Array;
  merchant_id: string | null;
  registration_id: string | null;
  refusal_code: string | null;
  file_id: string | null;
}

export interface AlertTable {
  id: string;
  kind: string;
  rail: string | null;
  bank_code: string | null;
  file_id: string | null;
  at: Date;
  details: Json<unknown>;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
}

export interface DebitTables {
  bank: BankTable;
  schedule_rule: ScheduleRuleTable;
  merchant: MerchantTable;
  item: ItemTable;
  contract: ContractTable;
  contract_item: ContractItemTable;
  customer: CustomerTable;
  account: AccountTable;
  instruction: InstructionTable;
  history: HistoryTable;
  evidence: EvidenceTable;
  file: FileTable;
  file_merchant: FileMerchantTable;
  registration: RegistrationTable;
  charge: ChargeTable;
  debit_order: DebitOrderTable;
  order_arrears: OrderArrearsTable;
  cash_receipt: CashReceiptTable;
  result_file: ResultFileTable;
  bank_application: BankApplicationTable;
  alert: AlertTable;
}

/** The tables of this module on any handle of the kernel. */
export function tables(db: Kysely<unknown> | Transaction): Kysely<DebitTables> {
  return db.withSchema("debit") as unknown as Kysely<DebitTables>;
}
