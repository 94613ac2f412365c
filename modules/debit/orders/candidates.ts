import { type RawBuilder, sql } from "kysely";
import { inPieces } from "../in_pieces.ts";
import { monthOf } from "../schedule/due_date.ts";
import { bankPlansOf } from "./bank_plans.ts";
import { type CandidateChoice, candidateLines, candidatePlaces } from "./candidate_lines.ts";
import { contractOf } from "./contract_row.ts";
import { formatCursor, parseCursor } from "./order_cursor.ts";
import type { Candidate, CandidateFilter, Obstacle, OrderDesk, OrderTotals } from "./order_desk.ts";
import { planTable } from "./line_plans.ts";
import { pageSize } from "./page_size.ts";
import type { OrderWork } from "./order_work.ts";

const LIMIT_MAX = 200;

/** The list that a merchant ticks, by customer number, with the sum of all that may be asked for. */
export function createCandidates(
  work: OrderWork,
): Pick<OrderDesk, "candidates" | "candidateStream"> {
  const { kernel: { database } } = work;
  return {
    async candidates(merchantId, query) {
      const { plan, choice } = await readingOf(work, merchantId, query);
      const limit = pageSize(query.limit, LIMIT_MAX);
      const { rows } = await sql<PageRow>`
        with plan as materialized (${plan}),
        line as materialized (${candidateLines(choice)}),
        totals as (
          select count(*)::integer as total,
            count(*) filter (where obstacle is null)::integer as open_count,
            coalesce(sum(amount_won) filter (where obstacle is null), 0)::bigint as open_won
          from line
        )
        select t.total, t.open_count, t.open_won, ${COLUMNS}
        from totals t
        left join lateral (
          select * from line ${placed(query.after)}
          order by customer_number, instruction_id limit ${limit + 1}
        ) l on true
        ${NAMES}
        order by l.customer_number, l.instruction_id`.execute(database.db);
      return pageOf(rows, limit);
    },
    async *candidateStream(merchantId, query) {
      const { plan, choice } = await readingOf(work, merchantId, query);
      const { rows: places } = await sql<{ id: string }>`${candidatePlaces(choice)}`
        .execute(database.read);
      yield* inPieces(places.map(({ id }) => id), {
        async read(instructionIds) {
          const { rows } = await sql<Line>`
            with plan as materialized (${plan}),
            line as materialized (${candidateLines({ ...choice, instructionIds })})
            select ${COLUMNS} from line l ${NAMES}`.execute(database.read);
          return rows.map(candidateOf);
        },
        idOf: ({ instructionId }) => instructionId,
      });
    },
  };
}

const COLUMNS = sql`l.*, m.name as item_name, b.name as bank_name, a.account_masked, a.holder`;
const NAMES = sql`
  left join debit.item m on m.code = l.item_code
  left join debit.bank b on b.code = l.bank_code
  left join debit.account a on a.merchant_id = l.merchant_id and a.id = l.account_id`;

/** What the lines are read by: the plans of the day as they hold now, and the choice. */
async function readingOf(
  { kernel, schedule }: OrderWork,
  merchantId: string,
  query: CandidateFilter,
): Promise<{ readonly plan: RawBuilder<unknown>; readonly choice: CandidateChoice }> {
  const { db } = kernel.database;
  const contract = await contractOf(db, { merchantId, contractId: query.contractId });
  const { byBank } = await bankPlansOf(schedule, db, { ...query, rail: contract.rail });
  const plans = byBank.map((plan) => ({ ...plan, contractId: contract.id }));
  return {
    plan: planTable(plans, kernel.clock.now()),
    choice: {
      ...query,
      merchantId,
      month: monthOf(query.dueDate),
      dueDays: schedule.dueDays(query.dueDate),
    },
  };
}

function placed(after: string | undefined) {
  if (after === undefined) return sql``;
  const { value, id } = parseCursor(after);
  return sql`where (customer_number, instruction_id) > (${value}, ${id}::uuid)`;
}

/** One row at least: the totals of a list without lines stand beside nothing. */
type PageRow = Totals & (Line | { readonly instruction_id: null });

interface Totals {
  readonly total: number;
  readonly open_count: number;
  readonly open_won: bigint;
}

interface Line {
  readonly instruction_id: string;
  readonly customer_id: string;
  readonly customer_number: string;
  readonly customer_name: string;
  readonly grade: string;
  readonly item_code: string;
  readonly item_name: string;
  readonly bank_name: string;
  readonly account_masked: string;
  readonly holder: string;
  readonly gross_won: bigint;
  readonly discount_won: bigint;
  readonly arrears_won: bigint;
  readonly amount_won: bigint;
  readonly obstacle: Obstacle | null;
}

function pageOf(rows: readonly PageRow[], limit: number) {
  const [{ total, open_count, open_won }] = rows as readonly [PageRow];
  const open: OrderTotals = { count: open_count, amountWon: open_won };
  const lines = rows.filter((row): row is Totals & Line => row.instruction_id !== null);
  const page = lines.slice(0, limit);
  const last = lines.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(candidateOf),
    total,
    open,
    ...(last === undefined
      ? {}
      : { next: formatCursor({ value: last.customer_number, id: last.instruction_id }) }),
  };
}

function candidateOf(line: Line): Candidate {
  return {
    instructionId: line.instruction_id,
    customerId: line.customer_id,
    customerNumber: line.customer_number,
    customerName: line.customer_name,
    grade: line.grade,
    itemCode: line.item_code,
    itemName: line.item_name,
    bankName: line.bank_name,
    accountMasked: line.account_masked,
    holder: line.holder,
    grossWon: line.gross_won,
    discountWon: line.discount_won,
    arrearsWon: line.arrears_won,
    amountWon: line.amount_won,
    ...(line.obstacle === null ? {} : { obstacle: line.obstacle }),
  };
}
