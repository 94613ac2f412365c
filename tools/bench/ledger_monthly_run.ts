import { sql } from "npm:kysely@0.29.9";
import type { BenchContext } from "./benches.ts";
import { accountIdSql, type BenchLedger, withBenchLedger } from "./ledger_world.ts";
import { compare, type Result } from "./measure.ts";
import { query } from "./own_database.ts";
import { runPgbench } from "./pgbench.ts";

const ACCOUNT_COUNT = 100_000;
/** Bills of one month: they are posted in one statement of one transaction. */
const BILL_COUNT = 1_000_000;
/** The baseline takes so many of them, each in a transaction of its own. */
const SINGLE_COUNT = 24_000;
const CLIENT_COUNT = 8;
const MS_PER_SECOND = 1_000;

/** A month's bills posted by a query over their table, beside the same postings one by one. */
export async function benchLedgerMonthlyRun({ databaseUrl }: BenchContext): Promise<Result[]> {
  return await withBenchLedger({ databaseUrl, accountCount: ACCOUNT_COUNT }, async (world) => {
    await query(databaseUrl, "create schema bench");
    return [
      await compare({
        name: "ledger-monthly-run",
        unit: "1/s",
        isGreaterFaster: true,
        ours: async () => {
          await makeBills(databaseUrl, BILL_COUNT);
          return await postAll(world);
        },
        baseline: async () => {
          await makeBills(databaseUrl, SINGLE_COUNT);
          return await runPgbench({
            databaseUrl,
            script: singleScript(world.contraId),
            clientCount: CLIENT_COUNT,
            transactionsPerClient: SINGLE_COUNT / CLIENT_COUNT,
          });
        },
      }),
    ];
  });
}

/** A new month: ids in the order of time, as the application makes them, and payers in any order. */
async function makeBills(databaseUrl: string, count: number): Promise<void> {
  await query(databaseUrl, "drop table if exists bench.bill");
  await query(databaseUrl, "drop sequence if exists bench.next");
  await query(
    databaseUrl,
    `create table bench.bill as
      select number, ${accountIdSql(`1 + number * 7919 % ${ACCOUNT_COUNT}`)} as payer_id,
        (10 + number % 90)::bigint as amount,
        (lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7' ||
          substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid
          as id
      from generate_series(1::bigint, ${count}) as number`,
  );
  await query(databaseUrl, "alter table bench.bill add primary key (number)");
  await query(databaseUrl, "create sequence bench.next");
  await query(databaseUrl, "vacuum analyze bench.bill");
  // What the last round left to be written is not this round's.
  await query(databaseUrl, "checkpoint");
}

async function postAll({ kernel, ledger, contraId }: BenchLedger): Promise<number> {
  const startedMs = performance.now();
  const { count } = await kernel.transaction((tx) =>
    ledger.postFrom(
      tx,
      sql`select id, payer_id as from_id, ${contraId}::uuid as to_id, amount,
        'bench.bill' as purpose, number::text as reference from bench.bill`,
    )
  );
  if (count !== BILL_COUNT) throw new Error(`Only "${count}" bills were posted`);
  return count / (performance.now() - startedMs) * MS_PER_SECOND;
}

function singleScript(contraId: string): string {
  return `select ledger.post(array[b.id], array[b.payer_id], array['${contraId}'::uuid],
    array[b.amount], array['bench.bill'], array[b.number::text], now())
    from bench.bill b where b.number = (select nextval('bench.next'));\n`;
}
