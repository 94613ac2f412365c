import type { BusinessDate, Kernel, Transaction } from "@maru/kernel";
import type { Ledger } from "@maru/ledger";
import { sql } from "kysely";
import type { EventLog } from "../integration/event_log.ts";
import { type FeeCount, settle } from "./fees.ts";
import { FEE_ACCOUNT_ID, VAT_ACCOUNT_ID } from "./house_accounts.ts";
import { payoutDate, type SettlementRule } from "./payout_date.ts";
import { moneyTables } from "./tables.ts";

export interface SettlementParts {
  readonly kernel: Kernel;
  readonly ledger: Ledger;
  readonly events: EventLog;
}

interface Unsettled extends SettlementRule {
  readonly merchantId: string;
  readonly debitDates: readonly BusinessDate[];
}

/** Computes the settlement of every merchant whose agreed day has come; twice a day is once. */
export async function computeSettlements(parts: SettlementParts): Promise<number> {
  const today = parts.kernel.calendar.dateOf(parts.kernel.clock.now());
  let count = 0;
  for (const merchant of await unsettledMerchants(parts.kernel)) {
    const dueDates: BusinessDate[] = [];
    for (const debitDate of merchant.debitDates) {
      const payoutOn = await payoutDate(parts.kernel.calendar, { debitDate, rule: merchant });
      if (payoutOn <= today) dueDates.push(debitDate);
    }
    if (dueDates.length === 0) continue;
    const isMade = await parts.kernel.transaction((tx) =>
      compute(parts, tx, { merchantId: merchant.merchantId, debitDates: dueDates, today })
    );
    if (isMade) count += 1;
  }
  return count;
}

async function unsettledMerchants(kernel: Kernel): Promise<readonly Unsettled[]> {
  const { rows } = await sql<{
    merchant_id: string;
    settlement_cycle: "daily" | "monthly";
    settlement_day: number;
    debit_dates: string[];
  }>`
    select m.id as merchant_id, m.settlement_cycle, m.settlement_day,
      array_agg(distinct f.debit_date::text order by f.debit_date::text) as debit_dates
    from debit.file_merchant fm
    join debit.file f on f.id = fm.file_id
    join debit.merchant m on m.id = fm.merchant_id
    where fm.settlement_id is null and f.state = 'resulted'
    group by m.id, m.settlement_cycle, m.settlement_day`.execute(kernel.database.db);
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    cycle: row.settlement_cycle,
    day: row.settlement_day,
    debitDates: row.debit_dates,
  }));
}

interface Due {
  readonly merchantId: string;
  readonly debitDates: readonly BusinessDate[];
  readonly today: BusinessDate;
}

/** `r` (registration) has a fee to come: what the bank applied for by itself has none. */
export const isUnsettledRegistration = sql`r.settlement_id is null and r.kind = 1
  and r.state in ('done', 'failed') and r.origin <> 'bank'`;

/** @returns false where another process settled the same */
async function compute(parts: SettlementParts, tx: Transaction, due: Due): Promise<boolean> {
  const { kernel } = parts;
  const { merchantId } = due;
  await sql`select 1 from debit.merchant where id = ${merchantId} for update`.execute(tx);
  const id = kernel.uuid();
  const taken = await sql`
    update debit.file_merchant fm set settlement_id = ${id}
    from debit.file f
    where fm.merchant_id = ${merchantId} and fm.settlement_id is null and f.id = fm.file_id
      and f.state = 'resulted' and f.debit_date = any(${[...due.debitDates]}::date[])`.execute(tx);
  if (taken.numAffectedRows === 0n) return false;
  await sql`
    update debit.registration r set settlement_id = ${id}, settled_item_code = i.item_code
    from debit.instruction i
    where r.merchant_id = ${merchantId} and ${isUnsettledRegistration}
      and i.merchant_id = r.merchant_id and i.id = r.instruction_id`.execute(tx);
  const counts = [
    ...await debitFees(tx, merchantId, id),
    ...await registrationFees(tx, merchantId, id),
  ];
  await record(parts, tx, { due, id, counts });
  return true;
}

async function debitFees(
  tx: Transaction,
  merchantId: string,
  id: string,
): Promise<readonly ContractFees[]> {
  const { rows } = await sql<FeeRow>`
    select o.contract_id, c.item_code, case o.state when 'collected' then 'success' else 'failure' end as kind,
      case o.state when 'collected' then ci.success_fee_won else ci.failure_fee_won end
        as unit_fee_won,
      count(*)::int as count,
      coalesce(sum(o.amount_won) filter (where o.state = 'collected'), 0)::bigint as collected_won
    from debit.file_merchant fm
    join debit.debit_order o on o.file_id = fm.file_id and o.merchant_id = fm.merchant_id
    join debit.charge c on c.merchant_id = o.merchant_id and c.id = o.charge_id
    join debit.contract_item ci on ci.merchant_id = o.merchant_id
      and ci.contract_id = o.contract_id and ci.item_code = c.item_code
    where fm.merchant_id = ${merchantId} and fm.settlement_id = ${id}
      and o.state in ('collected', 'failed')
    group by 1, 2, 3, 4 order by 1, 2, 3`.execute(tx);
  return rows.map(feeCountOf);
}

async function registrationFees(
  tx: Transaction,
  merchantId: string,
  id: string,
): Promise<readonly ContractFees[]> {
  const { rows } = await sql<FeeRow>`
    select i.contract_id, r.settled_item_code as item_code, 'registration' as kind,
      k.registration_fee_won as unit_fee_won,
      count(*)::int as count, 0::bigint as collected_won
    from debit.registration r
    join debit.instruction i on i.merchant_id = r.merchant_id and i.id = r.instruction_id
    join debit.contract k on k.merchant_id = i.merchant_id and k.id = i.contract_id
    where r.merchant_id = ${merchantId} and r.settlement_id = ${id} and k.registration_fee_won > 0
    group by 1, 2, 4 order by 1, 2`.execute(tx);
  return rows.map(feeCountOf);
}

/** Under which contract, so that every debit and registration has one line that tells its fee. */
interface ContractFees extends FeeCount {
  readonly contractId: string;
}

interface FeeRow {
  readonly contract_id: string;
  readonly item_code: string;
  readonly kind: FeeCount["kind"];
  readonly unit_fee_won: bigint;
  readonly count: number;
  readonly collected_won: bigint;
}

function feeCountOf(row: FeeRow): ContractFees {
  return {
    contractId: row.contract_id,
    itemCode: row.item_code,
    kind: row.kind,
    unitFeeWon: row.unit_fee_won,
    count: row.count,
    collectedWon: row.collected_won,
  };
}

async function record(
  { kernel, ledger, events }: SettlementParts,
  tx: Transaction,
  { due: { merchantId, debitDates, today }, id, counts }: {
    due: Due;
    id: string;
    counts: readonly ContractFees[];
  },
): Promise<void> {
  const carriedInWon = await carriedIn(tx, merchantId);
  const amounts = settle(counts, carriedInWon);
  const payoutOn = await kernel.calendar.rollForward(today);
  const vatPostingId = kernel.uuid();
  const lines = counts.map((count) => ({ ...count, postingId: kernel.uuid() }));
  await moneyTables(tx).insertInto("settlement").values({
    merchant_id: merchantId,
    id,
    covers_from: debitDates[0] ?? today,
    covers_to: debitDates.at(-1) ?? today,
    payout_on: payoutOn,
    collected_count: amounts.collectedCount,
    collected_won: amounts.collectedWon,
    fee_won: amounts.feeWon,
    vat_won: amounts.vatWon,
    carried_in_won: carriedInWon,
    payout_won: amounts.payoutWon,
    carried_out_won: amounts.carriedOutWon,
    state: "computed",
    computed_at: kernel.clock.now(),
    vat_posting_id: vatPostingId,
    payout_posting_id: kernel.uuid(),
  }).execute();
  if (lines.length > 0) {
    await moneyTables(tx).insertInto("settlement_line").values(lines.map((line) => ({
      merchant_id: merchantId,
      settlement_id: id,
      contract_id: line.contractId,
      item_code: line.itemCode,
      kind: line.kind,
      unit_fee_won: line.unitFeeWon,
      line_count: line.count,
      fee_won: line.unitFeeWon * BigInt(line.count),
      collected_won: line.collectedWon,
      posting_id: line.postingId,
    }))).execute();
  }
  const fromId = await payableAccount(tx, merchantId);
  const fees = lines
    .map((line) => ({ id: line.postingId, amount: line.unitFeeWon * BigInt(line.count) }))
    .filter(({ amount }) => amount > 0n)
    .map((fee) => ({ ...fee, fromId, toId: FEE_ACCOUNT_ID, purpose: "debit.fee", reference: id }));
  const vat = { id: vatPostingId, fromId, toId: VAT_ACCOUNT_ID, amount: amounts.vatWon };
  await ledger.post(tx, [
    ...fees,
    ...(amounts.vatWon > 0n ? [{ ...vat, purpose: "debit.vat", reference: id }] : []),
  ]);
  await events.append(tx, [{
    merchantId,
    type: "settlement.computed",
    subjectId: id,
    data: {
      settlementId: id,
      collectedWon: Number(amounts.collectedWon),
      payoutWon: Number(amounts.payoutWon),
      payoutOn,
    },
  }]);
}

/** What the last settlement left below zero. */
async function carriedIn(tx: Transaction, merchantId: string): Promise<bigint> {
  const last = await moneyTables(tx).selectFrom("settlement").select("carried_out_won")
    .where("merchant_id", "=", merchantId).orderBy("id", "desc").limit(1).executeTakeFirst();
  return last?.carried_out_won ?? 0n;
}

export async function payableAccount(tx: Transaction, merchantId: string): Promise<string> {
  const row = await moneyTables(tx).selectFrom("merchant").select("payable_account_id")
    .where("id", "=", merchantId).executeTakeFirstOrThrow();
  return row.payable_account_id;
}
