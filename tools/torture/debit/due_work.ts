import type { App } from "../../../compose.ts";
import { sleep } from "../ports.ts";
import { rowsOf } from "../rows.ts";

/** What is due by the business clock, and has not been done. */
export interface DueWork {
  readonly openCount: number;
  /** When the next thing becomes due. */
  readonly nextAt: Date | undefined;
}

const READ_AGAIN_MS = 250;
const READ_COUNT_MAX = 120;

/** Rows past a database that is dead for a while. @throws {Error} when it stays dead */
export async function patientRows<Row>(app: App, text: string): Promise<Row[]> {
  return await patiently(() => rowsOf<Row>(app, text));
}

/** Does it again while the database is dead. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let count = 1;; count++) {
    try {
      return await work();
    } catch (error) {
      if (count === READ_COUNT_MAX || !isLost(error)) throw error;
      await sleep(READ_AGAIN_MS);
    }
  }
}

/** Whether the connection ended, or nobody answers: classes 08 and 57 of SQLSTATE, and none. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return /^(08|57)/.test(code) || /^E[A-Z]+$/.test(code) ||
    /connection|terminated|timeout|socket/i.test(error.message);
}

const DUES = `
  select cutoff_at as at from debit.debit_order where state = 'waiting'
  union all select cutoff_at from debit.registration where state = 'waiting'
  union all select now() - interval '100 years' from debit.file where state in ('built', 'sending')
  union all select result_due_at from debit.file where state = 'sent'`;

export async function dueWork(app: App): Promise<DueWork> {
  const now = app.kernel.clock.now().toISOString();
  const [row] = await patientRows<{ open: bigint; next_at: Date | null }>(
    app,
    `select count(*) filter (where at <= '${now}') as open,
       min(at) filter (where at > '${now}') as next_at
     from (${DUES}) due`,
  );
  return { openCount: Number(row?.open ?? 0), nextAt: row?.next_at ?? undefined };
}
