import { type RawBuilder, sql } from "kysely";
import { HAS_EVIDENCE, LACKS_EVIDENCE, NEEDS_NEW_EVIDENCE } from "./evidence_condition.ts";
import type { RegistrationRow } from "./registration_desk.ts";

/** A row as it is read from registration `r`, instruction `i`, customer `c`, account `a`, item, bank. */
export interface RegistrationRecord {
  readonly id: string;
  readonly instruction_id: string;
  readonly customer_id: string;
  readonly customer_number: string;
  readonly customer_name: string;
  readonly item_name: string;
  readonly kind: 1 | 3 | 7;
  readonly origin: RegistrationRow["origin"];
  readonly pair_id: string | null;
  readonly rail: RegistrationRow["rail"];
  readonly bank_code: string;
  readonly bank_name: string;
  readonly account_masked: string;
  readonly previous_account: string | null;
  readonly holder: string;
  readonly monthly_won: bigint;
  readonly due_day: number;
  readonly state: RegistrationRow["state"];
  readonly code: string | null;
  readonly requested_at: Date;
  readonly cutoff_at: Date;
  readonly result_due_at: Date;
  readonly has_evidence: boolean;
  readonly lacks_evidence: boolean;
  readonly needs_new_evidence: boolean;
  readonly is_renewable: boolean;
}

/** The instruction stands as this row says: its account was refused, or its mandate was ended. */
const IS_RENEWABLE = sql<boolean>`
  (i.state = 'active' and i.account_id = r.account_id and case i.registration_state
    when 'failed' then r.kind = 1 and r.state = 'failed'
    when 'cancelled' then r.kind <> 1 and r.state = 'done'
    else false end)`;

export const REGISTRATION_COLUMNS: RawBuilder<RegistrationRecord> = sql<RegistrationRecord>`
  r.id, r.instruction_id, i.customer_id, c.number as customer_number, c.name as customer_name,
  it.name as item_name, r.kind, r.origin, r.pair_id, r.rail, r.bank_code, b.name as bank_name,
  a.account_masked, a.holder, i.monthly_won, i.due_day, r.state, r.code, r.requested_at, r.cutoff_at,
  r.result_due_at, ${HAS_EVIDENCE} as has_evidence, ${LACKS_EVIDENCE} as lacks_evidence,
  ${NEEDS_NEW_EVIDENCE} as needs_new_evidence, ${IS_RENEWABLE} as is_renewable,
  (
    select ob.name || ' ' || oa.account_masked
    from debit.registration o
    join debit.account oa on oa.merchant_id = o.merchant_id and oa.id = o.account_id
    join debit.bank ob on ob.code = o.bank_code
    where o.merchant_id = r.merchant_id and o.pair_id = r.pair_id and o.id <> r.id limit 1
  ) as previous_account`;

const KINDS = { 1: "new", 3: "cancel", 7: "forcedCancel" } as const;

export function registrationView(row: RegistrationRecord): RegistrationRow {
  return {
    id: row.id,
    instructionId: row.instruction_id,
    customerId: row.customer_id,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    itemName: row.item_name,
    kind: KINDS[row.kind],
    origin: row.origin,
    ...(row.pair_id === null ? {} : { pairId: row.pair_id }),
    ...(row.previous_account === null ? {} : { previousAccount: row.previous_account }),
    rail: row.rail,
    bankCode: row.bank_code,
    bankName: row.bank_name,
    accountMasked: row.account_masked,
    holder: row.holder,
    monthlyWon: row.monthly_won,
    dueDay: row.due_day,
    state: row.state,
    ...(row.code === null ? {} : { code: row.code }),
    requestedAt: row.requested_at,
    cutoffAt: row.cutoff_at,
    resultDueAt: row.result_due_at,
    hasEvidence: row.has_evidence,
    lacksEvidence: row.lacks_evidence,
    needsNewEvidence: row.needs_new_evidence,
    isRenewable: row.is_renewable,
  };
}
