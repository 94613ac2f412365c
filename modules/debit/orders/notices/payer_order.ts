import { type BusinessDate, isMobilePhone, type Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { fenced } from "../fenced.ts";
import {
  ACCOUNT_OF_ORDER,
  CHARGE_OF_ORDER,
  CUSTOMER_OF_CHARGE,
  RETRY_OF_ORDER,
} from "../order_joins.ts";
import { wonText } from "./texts.ts";

/** What a payer is told about an order. */
export interface PayerOrder {
  readonly id: string;
  readonly merchant_id: string;
  readonly charge_id: string;
  readonly account_id: string;
  readonly sequence: number | null;
  readonly merchant_name: string;
  readonly merchant_phone: string;
  readonly customer_name: string;
  readonly mobile: string;
  readonly item_name: string;
  readonly bank_name: string;
  readonly account_masked: string;
  readonly amount_won: bigint;
  readonly debit_date: BusinessDate;
  readonly words: string;
  readonly will_retry_on: BusinessDate | null;
  /** The charge's last order before this one whose day, sum or account was another. */
  readonly told_before: string | null;
}

/** Orders `o` that fit, in an order and up to a number, with what messages about them say. */
export async function readPayerOrders(
  tx: Transaction,
  { where, orderBy, limit }: {
    where: RawBuilder<unknown>;
    orderBy: RawBuilder<unknown>;
    limit: number;
  },
): Promise<PayerOrder[]> {
  const { rows } = await sql<PayerOrder>`
    select o.id, o.merchant_id, o.charge_id, o.account_id, o.sequence, m.name as merchant_name, m.phone as merchant_phone,
      c.name as customer_name, c.mobile, i.name as item_name, b.name as bank_name,
      a.account_masked, o.amount_won, o.debit_date, coalesce(w.words, other.words) as words,
      r.debit_date as will_retry_on, (
        select p.id from debit.debit_order p
        where p.merchant_id = o.merchant_id and p.charge_id = o.charge_id and p.id < o.id
          and (p.debit_date, p.amount_won, p.account_id)
            is distinct from (o.debit_date, o.amount_won, o.account_id)
        order by p.id desc limit 1
      ) as told_before
    from ${
    fenced(sql`select * from debit.debit_order o where ${where} order by ${orderBy} limit ${limit}`)
  } o
    ${CHARGE_OF_ORDER} ${CUSTOMER_OF_CHARGE} ${ACCOUNT_OF_ORDER} ${RETRY_OF_ORDER}
    join debit.merchant m on m.id = o.merchant_id
    join debit.item i on i.code = ch.item_code
    join debit.bank b on b.code = o.bank_code
    join debit.failure_words other on other.code = ''
    left join debit.failure_words w on w.code = o.code
    order by ${orderBy}`.execute(tx);
  return rows;
}

/** Whether the payer can be told: one without a mobile phone is not. */
export function canBeTold({ mobile }: PayerOrder): boolean {
  return mobile !== "" && isMobilePhone(mobile);
}

/** 2026.11.25, as the payer's own page writes it. */
export function payerDate(date: BusinessDate): string {
  return date.replaceAll("-", ".");
}

/** The values that all messages to payers share. */
export function payerValues(order: PayerOrder): Record<string, string> {
  return {
    name: order.customer_name,
    merchant: order.merchant_name,
    merchantPhone: order.merchant_phone,
    item: order.item_name,
    amount: wonText(order.amount_won),
    bank: order.bank_name,
    account: order.account_masked,
  };
}
