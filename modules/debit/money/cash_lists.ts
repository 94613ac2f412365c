import type { Auth } from "@maru/auth";
import type { Kernel } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { actorNames } from "../actor_names.ts";
import { inPieces } from "../in_pieces.ts";
import type { Page } from "../parts.ts";
import { CashReceiptNotFoundError } from "./errors.ts";
import type { CashCandidate, CashDesk, CashQuery, CashReceipt } from "./money_desk.ts";

type CashFilter = Omit<CashQuery, "after" | "limit">;
type ReceiptQuery = Parameters<CashDesk["receipts"]>[1];

const SORT_COLUMNS = {
  customerNumber: sql.raw("customer_number"),
  month: sql.raw("month"),
  outstanding: sql.raw("outstanding"),
} as const;

interface CandidateRow {
  readonly charge_id: string;
  readonly customer_id: string;
  readonly customer_number: string;
  readonly customer_name: string;
  readonly item_name: string;
  readonly month: string;
  readonly due_date: string;
  readonly amount_won: bigint;
  readonly paid_won: bigint;
  readonly outstanding: bigint;
  readonly created_at: Date;
  readonly failure_code: string | null;
}

/** Failed charges that something is outstanding of and that nobody has asked for again. */
export async function listCashCandidates(
  kernel: Kernel,
  merchantId: string,
  query: CashQuery,
): Promise<Page<CashCandidate>> {
  const start = startOf(query.after);
  const { rows } = await sql<CandidateRow & { readonly total: number }>`
    with standing as (${standing(merchantId, query)})
    select *, count(*) over ()::int as total from standing
    order by ${order(query)} offset ${start} limit ${query.limit}`.execute(kernel.database.db);
  return pageOf(rows, { start, limit: query.limit }, candidateOf);
}

/** All of them, to be saved. */
export async function* streamCashCandidates(
  kernel: Kernel,
  merchantId: string,
  query: CashFilter,
): AsyncIterable<CashCandidate> {
  const { read: db } = kernel.database;
  const { rows: places } = await sql<{ charge_id: string }>`
    with standing as (${standing(merchantId, query)})
    select charge_id from standing order by ${order(query)}`.execute(db);
  yield* inPieces(places.map((place) => place.charge_id), {
    async read(chargeIds) {
      const { rows } = await sql<CandidateRow>`${standing(merchantId, query, chargeIds)}`
        .execute(db);
      return rows.map(candidateOf);
    },
    idOf: ({ chargeId }) => chargeId,
  });
}

/** The query behind both; `chargeIds` are those of a piece. */
function standing(merchantId: string, query: CashFilter, chargeIds?: readonly string[]) {
  const text = query.text === undefined || query.text === "" ? null : likePattern(query.text);
  const { contractId = null, itemCode = null } = query;
  const wanted = query.chargeId === undefined ? chargeIds : [query.chargeId];
  return sql`
    select c.id as charge_id, u.id as customer_id, u.number as customer_number,
      u.name as customer_name, i.name as item_name, c.month, c.due_date, c.amount_won,
      s.debited_won + s.cash_won as paid_won,
      c.amount_won - s.debited_won - s.cash_won as outstanding, c.created_at, s.failure_code
    from debit.charge c
    join debit.charge_standing s on s.merchant_id = c.merchant_id and s.charge_id = c.id
    join debit.customer u on u.merchant_id = c.merchant_id and u.id = c.customer_id
    join debit.item i on i.code = c.item_code
    where c.merchant_id = ${merchantId} and not s.is_asked and s.failure_code is not null
      and c.amount_won > s.debited_won + s.cash_won
      and (${contractId}::uuid is null or c.contract_id = ${contractId})
      and (${itemCode}::text is null or c.item_code = ${itemCode})
      and (${text}::text is null or u.number ilike ${text} or u.name ilike ${text})
      ${wanted === undefined ? sql`` : sql`and c.id = any(${wanted}::uuid[])`}`;
}

function order({ sort, descending }: Pick<CashQuery, "sort" | "descending">) {
  const direction = sql.raw(descending === true ? "desc" : "asc");
  return sql`${SORT_COLUMNS[sort ?? "month"]} ${direction}, charge_id`;
}

function candidateOf(row: CandidateRow): CashCandidate {
  return {
    chargeId: row.charge_id,
    customerId: row.customer_id,
    customerNumber: row.customer_number,
    customerName: row.customer_name,
    itemName: row.item_name,
    month: row.month,
    dueDate: row.due_date,
    amountWon: row.amount_won,
    paidWon: row.paid_won,
    outstandingWon: row.outstanding,
    madeAt: new Date(row.created_at),
    ...(row.failure_code === null ? {} : { code: row.failure_code }),
  };
}

interface ReceiptRow {
  readonly id: string;
  readonly charge_id: string;
  readonly customer_name: string;
  readonly amount_won: bigint;
  readonly received_on: string;
  readonly note: string;
  readonly actor: string;
  readonly reversed_by: string | null;
  readonly total: number;
}

interface ReceiptParts {
  readonly kernel: Kernel;
  readonly auth: Auth;
}

/** Receipts and reversals of a stretch of days, newest first. */
export async function listCashReceipts(
  { kernel, auth }: ReceiptParts,
  merchantId: string,
  query: ReceiptQuery,
): Promise<Page<CashReceipt>> {
  const start = startOf(query.after);
  const nameOf = await actorNames(auth, merchantId);
  const { rows } = await readReceipts(kernel, {
    merchantId,
    condition: sql`r.received_on between ${query.from}::date and ${query.to}::date`,
    page: sql`offset ${start} limit ${query.limit}`,
  });
  return pageOf(rows, { start, limit: query.limit }, (row) => receiptOf(row, nameOf));
}

/** All of them, to be saved. */
export async function* streamCashReceipts(
  { kernel, auth }: ReceiptParts,
  merchantId: string,
  { from, to }: Pick<ReceiptQuery, "from" | "to">,
): AsyncIterable<CashReceipt> {
  const nameOf = await actorNames(auth, merchantId);
  const { rows: places } = await sql<{ id: string }>`
    select id from debit.cash_receipt
    where merchant_id = ${merchantId} and received_on between ${from}::date and ${to}::date
    order by id desc`.execute(kernel.database.read);
  yield* inPieces(places.map(({ id }) => id), {
    async read(ids) {
      const condition = sql`r.id = any(${ids}::uuid[])`;
      const { rows } = await readReceipts(kernel, { merchantId, condition, page: sql`` });
      return rows.map((row) => receiptOf(row, nameOf));
    },
    idOf: ({ id }) => id,
  });
}

/** @throws {CashReceiptNotFoundError} */
export async function getCashReceipt(
  { kernel, auth }: ReceiptParts,
  merchantId: string,
  id: string,
): Promise<CashReceipt> {
  const nameOf = await actorNames(auth, merchantId);
  const { rows: [row] } = await readReceipts(kernel, {
    merchantId,
    condition: sql`r.id = ${id}`,
    page: sql`limit 1`,
  });
  if (row === undefined) throw new CashReceiptNotFoundError(id);
  return receiptOf(row, nameOf);
}

async function readReceipts(
  kernel: Kernel,
  { merchantId, condition, page }: {
    merchantId: string;
    condition: RawBuilder<unknown>;
    page: RawBuilder<unknown>;
  },
) {
  return await sql<ReceiptRow>`
    select r.id, r.charge_id, u.name as customer_name, r.amount_won, r.received_on, r.note,
      r.actor, back.id as reversed_by,
      count(*) over ()::int as total
    from debit.cash_receipt r
    join debit.charge c on c.merchant_id = r.merchant_id and c.id = r.charge_id
    join debit.customer u on u.merchant_id = c.merchant_id and u.id = c.customer_id
    left join debit.cash_receipt back on back.merchant_id = r.merchant_id
      and back.reverses_id = r.id
    where r.merchant_id = ${merchantId} and ${condition}
    order by r.id desc ${page}`.execute(kernel.database.db);
}

function receiptOf(row: ReceiptRow, nameOf: (actor: string) => string): CashReceipt {
  return {
    id: row.id,
    chargeId: row.charge_id,
    customerName: row.customer_name,
    amountWon: row.amount_won,
    receivedOn: row.received_on,
    note: row.note,
    actorName: nameOf(row.actor),
    ...(row.reversed_by === null ? {} : { reversedById: row.reversed_by }),
  };
}

function pageOf<Row extends { total: number }, Item>(
  rows: readonly Row[],
  { start, limit }: { start: number; limit: number },
  itemOf: (row: Row) => Item,
): Page<Item> {
  const total = rows[0]?.total ?? 0;
  const end = start + limit;
  return { rows: rows.map(itemOf), total, ...(end < total ? { next: String(end) } : {}) };
}

/** The place of a page's first row. A list that is saved is streamed instead. */
function startOf(after: string | undefined): number {
  const start = Number(after ?? 0);
  return Number.isSafeInteger(start) && start >= 0 ? start : 0;
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
