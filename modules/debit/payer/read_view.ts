import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { PayerLink } from "./links.ts";
import type { PayerCharge, PayerInstruction, PayerView } from "./payer_desk.ts";

const CHARGES_MAX = 24;

/** What the payer of a session sees: his own things, accounts masked. */
export async function readView(
  kernel: Kernel,
  { merchantId, customerId }: Pick<PayerLink, "merchantId" | "customerId">,
): Promise<PayerView> {
  const { db } = kernel.database;
  const { rows: [names] } = await sql<{ merchant: string; phone: string; customer: string }>`
    select m.name as merchant, m.phone, c.name as customer
    from debit.customer c join debit.merchant m on m.id = c.merchant_id
    where c.merchant_id = ${merchantId} and c.id = ${customerId}`.execute(db);
  const { rows: instructions } = await sql<PayerInstruction>`
    select i.id, it.name as "itemName", i.monthly_won as "monthlyWon",
      i.discount_won as "discountWon", i.due_day as "dueDay",
      b.name as "bankName", a.account_masked as "accountMasked",
      i.registration_state as "registrationState"
    from debit.instruction i
    join debit.account a on a.merchant_id = i.merchant_id and a.id = i.account_id
    join debit.item it on it.code = i.item_code
    join debit.bank b on b.code = i.bank_code
    where i.merchant_id = ${merchantId} and i.customer_id = ${customerId} and i.state <> 'ended'
    order by i.id`.execute(db);
  return {
    merchantId,
    merchantName: names?.merchant ?? "",
    merchantPhone: names?.phone ?? "",
    customerName: names?.customer ?? "",
    instructions,
    history: await readHistory(kernel, { merchantId, customerId }),
  };
}

interface ChargeRow {
  readonly id: string;
  readonly item_name: string;
  readonly month: string;
  readonly amount_won: bigint;
  readonly is_collected: boolean;
  readonly cash_won: bigint;
  readonly state: "waiting" | "sent" | "collected" | "failed" | "withdrawn";
  readonly kind: "regular" | "retry";
  readonly debit_date: string;
  readonly debit_won: bigint;
  readonly words: string | null;
}

async function readHistory(
  kernel: Kernel,
  { merchantId, customerId }: { merchantId: string; customerId: string },
): Promise<readonly PayerCharge[]> {
  const { rows } = await sql<ChargeRow>`
    select ch.id, it.name as item_name, ch.month, ch.amount_won, ch.is_collected,
      coalesce((
        select sum(r.amount_won) from debit.cash_receipt r
        where r.merchant_id = ch.merchant_id and r.charge_id = ch.id
      ), 0)::bigint as cash_won,
      o.state, o.kind, o.debit_date, o.debit_won, w.words
    from debit.charge ch
    join debit.item it on it.code = ch.item_code
    join lateral (
      select state, kind, debit_date, amount_won as debit_won, code from debit.debit_order
      where merchant_id = ch.merchant_id and charge_id = ch.id order by id desc limit 1
    ) o on true
    left join debit.failure_words w on w.code = o.code
    where ch.merchant_id = ${merchantId} and ch.customer_id = ${customerId}
    order by ch.month desc, ch.id desc limit ${CHARGES_MAX}`.execute(kernel.database.db);
  return rows.map(chargeOf);
}

function chargeOf(row: ChargeRow): PayerCharge {
  const isPaidInCash = !row.is_collected && row.cash_won >= row.amount_won;
  const isAhead = row.state === "waiting" || row.state === "sent";
  const isRetryAhead = row.kind === "retry" && isAhead;
  const isOther = isAhead && row.debit_won !== row.amount_won;
  return {
    chargeId: row.id,
    itemName: row.item_name,
    month: row.month,
    debitDate: row.debit_date,
    amountWon: row.amount_won,
    ...(isOther ? { nextDebitWon: row.debit_won } : {}),
    paidWon: row.is_collected ? row.amount_won : row.cash_won,
    state: isPaidInCash ? "cash" : row.state,
    ...(row.state === "failed" && row.words !== null ? { reason: row.words } : {}),
    ...(isRetryAhead ? { willRetryOn: row.debit_date } : {}),
  };
}
