import type { BusinessDate, Kernel } from "@maru/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { SettlementNotFoundError } from "./errors.ts";
import type {
  SettledDebit,
  Settlement,
  SettlementDesk,
  SettlementLine,
  SettlementState,
} from "./money_desk.ts";
import type { SettlementTable } from "./tables.ts";

interface Key {
  readonly merchantId: string;
  readonly id: string;
}

type Row = Omit<SettlementTable, "computed_at"> & {
  readonly merchant_name: string;
  readonly bank_name: string | null;
  readonly account_changed: boolean;
};

/**
 * The merchant of `m` named its account anew since the payout of `s` was approved. Sealed bytes
 * differ with every naming, and masked digits may be alike: better told once too often.
 */
export const accountChanged: RawBuilder<boolean> = sql`(s.state = 'approved' and s.payout_won > 0
  and m.settlement_verified_at is not null
  and s.account_sealed is distinct from m.settlement_account_sealed)`;

/** Settlements by the day of their payout, newest first. */
export async function listSettlements(
  kernel: Kernel,
  { merchantId, from, to, state }: {
    merchantId?: string;
    from: BusinessDate;
    to: BusinessDate;
    state?: SettlementState;
  },
): Promise<readonly Settlement[]> {
  return await read(
    kernel,
    sql`s.payout_on between ${from}::date and ${to}::date
      and (${merchantId ?? null}::uuid is null or s.merchant_id = ${merchantId ?? null})
      and (${state ?? null}::text is null or s.state = ${state ?? null})`,
  );
}

/** @throws {SettlementNotFoundError} */
export async function getSettlement(
  kernel: Kernel,
  { merchantId, id }: Key,
): ReturnType<SettlementDesk["get"]> {
  const [settlement] = await read(kernel, sql`s.merchant_id = ${merchantId} and s.id = ${id}`);
  if (settlement === undefined) throw new SettlementNotFoundError(id);
  return { ...settlement, lines: await linesOf(kernel, { merchantId, id }) };
}

async function read(kernel: Kernel, condition: RawBuilder<unknown>): Promise<Settlement[]> {
  const { rows } = await sql<Row>`
    select s.*, m.name as merchant_name, b.name as bank_name, ${accountChanged} as account_changed
    from debit.settlement s
    join debit.merchant m on m.id = s.merchant_id
    left join debit.bank b on b.code = s.bank_code
    where ${condition} order by s.payout_on desc, s.id desc`.execute(kernel.database.db);
  return rows.map(settlementOf);
}

function settlementOf(row: Row): Settlement {
  return {
    id: row.id,
    merchantId: row.merchant_id,
    merchantName: row.merchant_name,
    from: row.covers_from,
    to: row.covers_to,
    payoutOn: row.payout_on,
    collectedCount: row.collected_count,
    collectedWon: row.collected_won,
    feeWon: row.fee_won,
    vatWon: row.vat_won,
    carriedInWon: row.carried_in_won,
    payoutWon: row.payout_won,
    carriedOutWon: row.carried_out_won,
    state: row.state,
    isPaidAlone: row.paid_by !== null && row.paid_by === row.approved_by,
    ...(row.paid_at === null ? {} : { paidAt: row.paid_at }),
    ...(row.account_masked === null ? {} : { accountMasked: row.account_masked }),
    ...(row.bank_name === null ? {} : { bankName: row.bank_name }),
    ...(row.account_holder === null ? {} : { accountHolder: row.account_holder }),
    ...listingOf(row),
    ...(row.account_changed ? { isAccountChanged: true } : {}),
  };
}

function listingOf(row: Row): Pick<Settlement, "listing"> {
  const { listing_id: id, listed_at: at, listed_by: by } = row;
  return id === null || at === null || by === null ? {} : { listing: { id, at, by } };
}

async function linesOf(kernel: Kernel, { merchantId, id }: Key): Promise<SettlementLine[]> {
  const { rows } = await sql<{
    item_code: string;
    item_name: string;
    kind: SettlementLine["kind"];
    unit_fee_won: bigint;
    line_count: number;
    fee_won: bigint;
    collected_won: bigint;
  }>`
    select l.item_code, i.name as item_name, l.kind, l.unit_fee_won,
      sum(l.line_count)::int as line_count, sum(l.fee_won)::bigint as fee_won,
      sum(l.collected_won)::bigint as collected_won
    from debit.settlement_line l join debit.item i on i.code = l.item_code
    where l.merchant_id = ${merchantId} and l.settlement_id = ${id}
    group by 1, 2, 3, 4 order by i.name, l.kind desc, l.unit_fee_won`.execute(kernel.database.db);
  return rows.map((row) => ({
    itemCode: row.item_code,
    itemName: row.item_name,
    kind: row.kind,
    count: row.line_count,
    feeWon: row.unit_fee_won,
    totalFeeWon: row.fee_won,
    collectedWon: row.collected_won,
  }));
}

const ROWS_AT_ONCE = 2_000;

/** Each collected debit of a settlement, with its fee; read in short pieces. */
export async function* streamSettledDebits(
  kernel: Kernel,
  key: Key,
): AsyncIterable<SettledDebit> {
  const { read: db } = kernel.database;
  let after: string | undefined;
  do {
    const page = await settledDebits(db, key, { limit: ROWS_AT_ONCE, after });
    yield* page.rows;
    after = page.next;
  } while (after !== undefined);
}

/** A page of them, by the id of the order. */
export async function settledDebits(
  db: Kysely<unknown>,
  { merchantId, id }: Key,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly SettledDebit[]; readonly next?: string }> {
  const { rows } = await sql<DebitRow>`
    select o.id, u.number, u.name, i.name as item_name, o.debit_date, o.amount_won,
      l.unit_fee_won as fee_won
    from debit.file_merchant fm
    join debit.debit_order o on o.file_id = fm.file_id and o.merchant_id = fm.merchant_id
    join debit.charge c on c.merchant_id = o.merchant_id and c.id = o.charge_id
    join debit.customer u on u.merchant_id = c.merchant_id and u.id = c.customer_id
    join debit.item i on i.code = c.item_code
    join debit.settlement_line l on l.merchant_id = o.merchant_id
      and l.settlement_id = fm.settlement_id and l.contract_id = o.contract_id
      and l.item_code = c.item_code and l.kind = 'success'
    where fm.merchant_id = ${merchantId} and fm.settlement_id = ${id}
      and o.state = 'collected' ${after === undefined ? sql`` : sql`and o.id > ${after}`}
    order by o.id limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? page.at(-1)?.id : undefined;
  return { rows: page.map(debitOf), ...(next === undefined ? {} : { next }) };
}

interface DebitRow {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly item_name: string;
  readonly debit_date: string;
  readonly amount_won: bigint;
  readonly fee_won: bigint;
}

function debitOf(row: DebitRow): SettledDebit {
  return {
    orderId: row.id,
    customerNumber: row.number,
    customerName: row.name,
    itemName: row.item_name,
    debitDate: row.debit_date,
    amountWon: row.amount_won,
    feeWon: row.fee_won,
  };
}
