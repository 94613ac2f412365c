import type { Transaction } from "@maru/kernel";
import { type TestKernel, testKernel } from "@maru/kernel/testing";
import { sql } from "kysely";
import { createLedger } from "./create_ledger.ts";
import type { AccountInput, Ledger, PostingInput } from "./ledger.ts";

/** A ledger for tests; the business clock stands at noon in Seoul. */
export interface LedgerWorld extends TestKernel {
  readonly ledger: Ledger;
  readonly run: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
  /** Opens an account and returns its id; by default a stored one that may not be negative. */
  open(properties?: Partial<AccountInput>): Promise<string>;
  /** Posts in a transaction of its own. */
  post(...postings: Partial<PostingInput>[]): Promise<void>;
}

const LOOK_EVERY_MS = 100;
const LOOK_COUNT_MAX = 600;
export const NOON = new Date("2026-05-04T12:00:00+09:00");

export async function ledgerWorld(options: { now?: Date } = {}): Promise<LedgerWorld> {
  const test = await testKernel({ now: options.now ?? NOON, modules: ["kernel", "ledger"] });
  const { kernel } = test;
  const ledger = createLedger({ kernel });
  const run: LedgerWorld["run"] = (work) => kernel.transaction(work);
  return {
    ...test,
    ledger,
    run,
    async open(properties = {}) {
      const id = properties.id ?? kernel.uuid();
      await run((tx) =>
        ledger.openAccounts(tx, [{
          id,
          code: `test:${id}`,
          unit: "WON",
          balanceKind: "stored",
          mayBeNegative: false,
          ...properties,
        }])
      );
      return id;
    },
    post: (...postings) =>
      run((tx) => ledger.post(tx, postings.map((given) => posting(given, kernel.uuid())))),
    [Symbol.asyncDispose]: () => test.stop(),
  };
}

/** A posting of 100 for a test, where nothing else is said. */
export function posting(given: Partial<PostingInput>, id: string): PostingInput {
  return { id, fromId: "", toId: "", amount: 100n, purpose: "test", ...given };
}

/** An account that everything comes from and goes to. */
export const CONTRA = { balanceKind: "summed", mayBeNegative: true } as const;

/** Seals all postings. Transactions of others on the same server hold the seal up for a while. */
export async function sealAll(world: LedgerWorld): Promise<void> {
  for (let look = 0; look < LOOK_COUNT_MAX; look++) {
    await world.runTicks();
    const { rows: [open] } = await sql<{ count: bigint }>`
      select (select count(*) from ledger.posting) -
        (select coalesce(sum(posting_count), 0) from ledger.seal) as count`
      .execute(world.kernel.database.db);
    if (open?.count === 0n) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error("Postings stay unsealed: a transaction on this server does not end");
}
