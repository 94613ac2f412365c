import type { Kernel } from "@maru/kernel";
import { createLedger, type Ledger } from "@maru/ledger";
import { withKernel } from "./bench_kernel.ts";
import { query } from "./own_database.ts";

/** Prepaid accounts that are charged, and the account that takes it all. */
export interface BenchLedger {
  readonly kernel: Kernel;
  readonly ledger: Ledger;
  /** Stored accounts; that of number n, from 1, has the id {@linkcode accountId}(n). */
  readonly accountCount: number;
  readonly contraId: string;
}

const OPENING_AMOUNT = 1_000_000_000n;
const POSTINGS_PER_CALL = 10_000;
const PREFIX = "00000000-0000-7000-8000-";
/** As SQL, with the number as an expression. */
export const accountIdSql = (number: string) =>
  `('${PREFIX}' || lpad((${number})::text, 12, '0'))::uuid`;

export function accountId(number: number): string {
  return PREFIX + String(number).padStart(12, "0");
}

/** Opens so many accounts with plenty on each, and proves the sums when the work is done. */
export async function withBenchLedger<T>(
  { databaseUrl, accountCount }: { databaseUrl: string; accountCount: number },
  work: (world: BenchLedger) => Promise<T>,
): Promise<T> {
  return await withKernel(databaseUrl, async (kernel) => {
    const ledger = createLedger({ kernel });
    const contraId = accountId(0);
    const ids = Array.from({ length: accountCount }, (_, index) => accountId(index + 1));
    await kernel.transaction(async (tx) => {
      const contra = { unit: "WON", balanceKind: "summed", mayBeNegative: true } as const;
      const prepaid = { unit: "WON", balanceKind: "stored", mayBeNegative: false } as const;
      await ledger.openAccounts(tx, [
        { ...contra, id: contraId, code: "bench.contra" },
        ...ids.map((id) => ({ ...prepaid, id, code: `bench.prepaid:${id}` })),
      ]);
      const opening = { fromId: contraId, amount: OPENING_AMOUNT, purpose: "bench.opening" };
      for (let start = 0; start < accountCount; start += POSTINGS_PER_CALL) {
        const some = ids.slice(start, start + POSTINGS_PER_CALL);
        await ledger.post(tx, some.map((toId) => ({ ...opening, id: kernel.uuid(), toId })));
      }
    });
    const value = await work({ kernel, ledger, accountCount, contraId });
    await assertBalanced(databaseUrl);
    return value;
  });
}

/** @throws {Error} the accounts do not add up to zero, or one stores another balance than it has */
async function assertBalanced(databaseUrl: string): Promise<void> {
  const [found] = await query<{ total: string; wrong: string }>(
    databaseUrl,
    `with sums as (
      select id, sum(delta) as sum from (
        select from_id as id, -amount as delta from ledger.posting
        union all select to_id, amount from ledger.posting
      ) as sides group by id
    )
    select sum(case a.balance_kind when 'stored' then a.posted else s.sum end) as total,
      count(*) filter (where a.balance_kind = 'stored' and a.posted <> coalesce(s.sum, 0)) as wrong
    from ledger.account a left join sums s on s.id = a.id`,
  );
  if (Number(found?.total) !== 0 || Number(found?.wrong) !== 0) {
    throw new Error(`The ledger does not balance: ${JSON.stringify(found)}`);
  }
}
