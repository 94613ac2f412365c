import type { PostingInput } from "@maru/ledger";
import type { BenchContext } from "./benches.ts";
import { accountId, accountIdSql, type BenchLedger, withBenchLedger } from "./ledger_world.ts";
import { compare, type Result, timed } from "./measure.ts";
import { runPgbench } from "./pgbench.ts";

const ACCOUNT_COUNT = 1_000;
const CALLER_COUNT = 10;
const DEDUCTIONS_PER_CALLER = 1_500;
const ROUND_COUNT = 7;
const MS_PER_SECOND = 1_000;

/** The statement that the service sends, for an account that is chosen anew each time. */
const DEDUCTION = `select ledger.post(array[gen_random_uuid()],
  array[${accountIdSql(":number")}], array['${accountId(0)}'::uuid], array[10::bigint],
  array['bench.used'], array[null::text], now());\n`;
const CHOICE = `\\set number random(1, ${ACCOUNT_COUNT})\n`;

/** One deduction per call, as the service makes it: by itself, and in a transaction of the caller's. */
export async function benchLedgerDeduct({ databaseUrl }: BenchContext): Promise<Result[]> {
  return await withBenchLedger({ databaseUrl, accountCount: ACCOUNT_COUNT }, async (world) => {
    const { ledger, kernel } = world;
    const pgbench = (script: string) =>
      runPgbench({
        databaseUrl,
        script: CHOICE + script,
        clientCount: CALLER_COUNT,
        transactionsPerClient: DEDUCTIONS_PER_CALLER,
      });
    const common = { unit: "1/s", isGreaterFaster: true, roundCount: ROUND_COUNT };
    return [
      await compare({
        ...common,
        name: "ledger-deduct",
        ours: () => perSecond(world, (posting) => ledger.postAlone(posting)),
        baseline: () => pgbench(DEDUCTION),
      }),
      await compare({
        ...common,
        name: "ledger-deduct-in-transaction",
        ours: () =>
          perSecond(world, (posting) => kernel.transaction((tx) => ledger.post(tx, [posting]))),
        baseline: () => pgbench(`begin;\n${DEDUCTION}commit;\n`),
      }),
    ];
  });
}

async function perSecond(
  { kernel, contraId }: BenchLedger,
  deduct: (posting: PostingInput) => Promise<void>,
): Promise<number> {
  const durationMs = await timed(() =>
    Promise.all(Array.from({ length: CALLER_COUNT }, async () => {
      for (let index = 0; index < DEDUCTIONS_PER_CALLER; index++) {
        const fromId = accountId(1 + Math.floor(Math.random() * ACCOUNT_COUNT));
        const common = { toId: contraId, amount: 10n, purpose: "bench.used" };
        await deduct({ ...common, id: kernel.uuid(), fromId });
      }
    }))
  );
  return CALLER_COUNT * DEDUCTIONS_PER_CALLER / durationMs * MS_PER_SECOND;
}
