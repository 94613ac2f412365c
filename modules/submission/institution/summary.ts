import { sql } from "kysely";
import { FAILURES } from "../failures.ts";
import type { Parts } from "../parts.ts";
import type { FailureClass, InstitutionDesk, InstitutionSummary } from "../submission.ts";

const DAY_COUNT = 14;
const DAY_MS = 86_400_000;
const FAILURE_COUNT_MAX = 10;

interface ItemCount {
  state: "delivered" | "notProvided" | "failed";
  failure_class: FailureClass | null;
  count: number;
}

/** Figures of the last 14 days; documents are counted with the day their submission came in. */
export function createSummary({ kernel }: Pick<Parts, "kernel">): InstitutionDesk["summary"] {
  const { clock, calendar, database } = kernel;
  return async (institutionId) => {
    const days = lastDays(calendar.dateOf(clock.now()));
    const window = sql`s.institution_id = ${institutionId}::uuid
      and s.created_at >= ${startOfDay(days[0]!)}
      and s.created_at < ${new Date(startOfDay(days.at(-1)!).getTime() + DAY_MS)}`;
    const { rows: received } = await sql<{ date: string; count: number }>`
      select to_char(s.created_at at time zone 'Asia/Seoul', 'YYYY-MM-DD') as date,
        count(*)::integer as count
      from submission.submission s where ${window} group by 1`.execute(database.db);
    const { rows: running } = await sql<{ count: number }>`
      select count(*)::integer as count from submission.submission
      where institution_id = ${institutionId}::uuid and state = 'running'`.execute(database.db);
    const { rows: items } = await sql<ItemCount>`
      select i.state, i.failure_class, count(*)::integer as count
      from submission.submission s join submission.item i on i.submission_id = s.id
      where ${window} and i.state in ('delivered', 'notProvided', 'failed')
      group by 1, 2`.execute(database.db);
    const countOf = new Map(received.map(({ date, count }) => [date, count]));
    const daily = days.map((date) => ({ date, count: countOf.get(date) ?? 0 }));
    return {
      receivedToday: daily.at(-1)!.count,
      running: running[0]?.count ?? 0,
      deliveredDocuments: sumOf(items.filter(({ state }) => state !== "failed")),
      failedDocuments: sumOf(items.filter(({ state }) => state === "failed")),
      daily,
      failures: failuresOf(items),
    };
  };
}

/** Calendar dates, the oldest first, ending with `today`. */
function lastDays(today: string): string[] {
  const last = new Date(`${today}T00:00:00Z`).getTime();
  return Array.from(
    { length: DAY_COUNT },
    (_, index) => new Date(last - (DAY_COUNT - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Korea has kept UTC+9 without summer time since 1988. */
function startOfDay(date: string): Date {
  return new Date(`${date}T00:00:00+09:00`);
}

function failuresOf(items: readonly ItemCount[]): InstitutionSummary["failures"] {
  return items
    .flatMap(({ state, failure_class: failureClass, count }) =>
      state === "failed" && failureClass !== null ? [{ failureClass, count }] : []
    )
    .sort((left, right) =>
      right.count - left.count || left.failureClass.localeCompare(right.failureClass)
    )
    .slice(0, FAILURE_COUNT_MAX)
    .map(({ failureClass, count }) => {
      const { text, nextStep } = FAILURES[failureClass];
      return { text, nextStep, count };
    });
}

function sumOf(items: readonly ItemCount[]): number {
  return items.reduce((sum, { count }) => sum + count, 0);
}
