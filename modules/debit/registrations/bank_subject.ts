import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../parts.ts";

/** The instruction that a payer number stands for. */
export interface BankSubject {
  readonly merchant_id: string;
  readonly id: string;
  readonly customer_id: string;
  readonly state: "active" | "stopped" | "ended";
  readonly rail: Rail;
  readonly account_id: string;
  readonly bank_code: string;
  readonly account_masked: string;
  readonly holder: string;
  readonly details_sealed: Uint8Array;
}

const PAYER_NUMBER = /^\d{20}$/;

/** Locks the instruction; undefined where no merchant of ours gave out that number. */
export async function findSubject(
  tx: Transaction,
  payerNumber: string,
): Promise<BankSubject | undefined> {
  if (!PAYER_NUMBER.test(payerNumber)) return undefined;
  const { rows: [subject] } = await sql<BankSubject>`
    select i.merchant_id, i.id, i.customer_id, i.state, k.rail, i.account_id, i.bank_code,
      a.account_masked, a.holder, a.details_sealed
    from debit.merchant m
    join debit.instruction i on i.merchant_id = m.id and i.payer_number = ${payerNumber}
    join debit.contract k on k.merchant_id = i.merchant_id and k.id = i.contract_id
    join debit.account a on a.merchant_id = i.merchant_id and a.id = i.account_id
    where m.number = ${payerNumber.slice(0, 8)}
    for update of i`.execute(tx);
  return subject;
}
