import type { Auth } from "@maru/auth";
import type { Kernel } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { actorNames } from "../actor_names.ts";
import type { Page } from "../parts.ts";
import { CashReceiptNotFoundError } from "./errors.ts";
import type { CashCandidate, CashDesk, CashReceipt } from "./money_desk.ts";

type CandidateQuery = Parameters<CashDesk["candidates"]>[1];
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
  readonly failure_code: string | null;
  readonly total: number;
}

/** Failed charges that something is outstanding of and that nobody has asked for again. */
export async function listCashCandidates(
  kernel: Kernel,
  merchantId: string,
  query: CandidateQuery,
): Promise<Page<CashCandidate>> {
  const start = startOf(query.after);
  const text = query.text === undefined || query.text === "" ? null : likePattern(query.text);
  const { rows } = await sql<CandidateRow>`
    with standing as (
      select c.id as charge_id, u.id as customer_id, u.number as customer_number,
        u.name as customer_name, i.name as item_name, c.month, c.due_date, c.amount_won,
        s.debited_won + s.cash_won as paid_won,
        c.amount_won - s.debited_won - s.cash_won as outstanding, s.failure_code
      from debit.charge c
      join debit.charge_standing s on s.merchant_id = c.merchant_id and s.charge_id = c.id
      join debit.customer u on u.merchant_id = c.merchant_id and u.id = c.customer_id
      join debit.item i on i.code = c.item_code
      where c.merchant_id = ${merchantId} and not s.is_asked and s.failure_code is not null
        and c.amount_won > s.debited_won + s.cash_won
        and (${query.contractId ?? null}::uuid is null or c.contract_id = ${
    query.contractId ?? null
  })
        and (${query.itemCode ?? null}::text is null or c.item_code = ${query.itemCode ?? null})
        and (${query.chargeId ?? null}::uuid is null or c.id = ${query.chargeId ?? null})
        and (${text}::text is null or u.number ilike ${text} or u.name ilike ${text})
    )
    select *, count(*) over ()::int as total from standing
    order by ${SORT_COLUMNS[query.sort ?? "month"]} ${
    sql.raw(query.descending === true ? "desc" : "asc")
  }, charge_id
    offset ${start} limit ${query.limit}`.execute(kernel.database.db);
  return pageOf(rows, { start, limit: query.limit }, (row) => ({
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
    ...(row.failure_code === null ? {} : { code: row.failure_code }),
  }));
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

/** The place of a page's first row: what was outstanding changes rarely while someone reads. */
function startOf(after: string | undefined): number {
  const start = Number(after ?? 0);
  return Number.isSafeInteger(start) && start >= 0 ? start : 0;
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}
