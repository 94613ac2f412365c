import assert from "node:assert/strict";
import fc from "fast-check";
import { sql } from "kysely";
import { CONTRA, type LedgerWorld, ledgerWorld, sealAll } from "./test_world.ts";
import type { PostingInput } from "./ledger.ts";
import { verifyLedger } from "./verify/verify_ledger.ts";

/** PGlite has one connection: nothing races there. */
const ignore = !Deno.env.get("DATABASE_URL");
const CALLER_COUNT = 16;
const ACCOUNT_COUNT = 4;
/** Little enough that callers often find an account empty. */
const OPENING_AMOUNT = 15n;
const MINUTE_MS = 60_000;

/** What one caller does; ids are numbers into a pool that all callers share. */
interface Act {
  readonly kind: "post" | "postAlone" | "postFrom" | "hold" | "reverse";
  /** Account 0 is the contra account. */
  readonly moves: readonly { readonly id: number; readonly from: number; readonly to: number }[];
  readonly amount: number;
  /** How the caller ends what it holds. */
  readonly end: "post" | "void" | "postPart";
}

const ID_COUNT = 30;
const account = fc.nat({ max: ACCOUNT_COUNT });
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom("post", "postAlone", "postFrom", "hold", "reverse"),
  moves: fc.uniqueArray(
    fc.record({ id: fc.nat({ max: ID_COUNT - 1 }), from: account, to: account })
      .filter(({ from, to }) => from !== to),
    { minLength: 1, maxLength: 6, selector: ({ id }) => id },
  ),
  amount: fc.integer({ min: 1, max: 9 }),
  end: fc.constantFrom("post", "void", "postPart"),
});

/** All that a caller may be told. Anything else, a deadlock above all, fails the test. */
const ANSWERS = [
  "ok",
  "BalanceTooLowError",
  "PostingConflictError",
  "PostingReversedError",
  "PostingUnknownError",
  "ReservationEndedError",
];

Deno.test({
  name: "callers that race over few accounts and ids lose nothing and count nothing twice",
  ignore,
  async fn() {
    await using world = await ledgerWorld();
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 150, maxLength: 300 }), async (acts) => {
        const scene = await setScene(world);
        const answers = await race(world, scene, acts);
        assert.deepEqual([...answers].filter((answer) => !ANSWERS.includes(answer)), []);
        await checkBalances(world, scene);
      }),
      { numRuns: 12, endOnFailure: true, reporter: tellSeed },
    );
    await sealAll(world);
    const report = await verifyLedger({ kernel: world.kernel });
    assert.deepEqual(report.damages, []);
    assert.equal(report.postingCount, report.sealedCount);
    assert.equal(await deadlockCount(world), 0n);
  },
});

/** Deadlocks are repeated until they pass: only the server tells that there were any. */
async function deadlockCount({ kernel: { database: { db } } }: LedgerWorld): Promise<bigint> {
  const { rows: [stat] } = await sql<{ deadlocks: bigint }>`
    select deadlocks from pg_stat_database where datname = current_database()`.execute(db);
  return stat!.deadlocks;
}

/** A history is long and no race happens twice in the same way: neither is worth its printing. */
function tellSeed(run: fc.RunDetails<[Act[]]>): void {
  if (run.failed) throw new Error(`Failed with seed ${run.seed}`, { cause: run.errorInstance });
}

interface Scene {
  readonly accounts: readonly string[];
  readonly ids: readonly string[];
  /** By id: the content of every posting that a caller was told is done. */
  readonly acknowledged: Map<string, PostingInput>;
}

async function setScene(world: LedgerWorld): Promise<Scene> {
  const contra = await world.open(CONTRA);
  const stored = await Promise.all(Array.from({ length: ACCOUNT_COUNT }, () => world.open()));
  await world.post(
    ...stored.map((toId) => ({ fromId: contra, toId, amount: OPENING_AMOUNT })),
  );
  return {
    accounts: [contra, ...stored],
    ids: Array.from({ length: ID_COUNT }, world.kernel.uuid),
    acknowledged: new Map(),
  };
}

/** Callers take the acts off one list, while seals are made and reservations expired. */
async function race(world: LedgerWorld, scene: Scene, acts: readonly Act[]): Promise<Set<string>> {
  const answers = new Set<string>();
  const left = [...acts];
  const callers = Array.from({ length: CALLER_COUNT }, async () => {
    for (let act = left.pop(); act !== undefined; act = left.pop()) {
      answers.add(await perform(world, scene, act).then(() => "ok", nameOf));
    }
  });
  let isRacing = true;
  const ticking = (async () => {
    while (isRacing) await world.runTicks();
  })();
  await Promise.all(callers);
  isRacing = false;
  await ticking;
  return answers;
}

/** Errors of the driver have no names: their words say more. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return /^error$/i.test(error.name) ? error.message : error.name;
}

async function perform(world: LedgerWorld, scene: Scene, act: Act): Promise<void> {
  const { ledger, run } = world;
  const postings = act.moves.map(({ id, from, to }): PostingInput => ({
    id: scene.ids[id]!,
    fromId: scene.accounts[from]!,
    toId: scene.accounts[to]!,
    amount: BigInt(act.amount),
    purpose: "race",
  }));
  const [first] = postings as [PostingInput];
  switch (act.kind) {
    case "post":
      await run((tx) => ledger.post(tx, postings));
      return acknowledge(scene, postings);
    case "postAlone":
      await ledger.postAlone(first);
      return acknowledge(scene, [first]);
    case "postFrom":
      await run((tx) => ledger.postFrom(tx, rowsOf(postings)));
      return acknowledge(scene, postings);
    case "hold":
      return await hold(world, scene, { posting: first, end: act.end });
    case "reverse": {
      const reversal = { id: world.kernel.uuid(), postingId: first.id, purpose: "race" };
      return await run((tx) => ledger.reverse(tx, reversal));
    }
  }
}

async function hold(
  world: LedgerWorld,
  scene: Scene,
  { posting, end }: { posting: PostingInput; end: Act["end"] },
): Promise<void> {
  const { ledger, run, kernel } = world;
  const expiresAt = new Date(kernel.clock.now().getTime() + MINUTE_MS);
  await run((tx) => ledger.reserve(tx, [{ ...posting, expiresAt }]));
  if (end === "void") return await run((tx) => ledger.voidReserved(tx, posting.id));
  const amount = end === "postPart" ? 1n : posting.amount;
  await run((tx) => ledger.postReserved(tx, { id: posting.id, amount }));
  acknowledge(scene, [{ ...posting, amount }]);
}

function rowsOf(postings: readonly PostingInput[]) {
  const rows = postings.map(({ id, fromId, toId, amount, purpose }) =>
    sql`select ${id}::uuid as id, ${fromId}::uuid as from_id, ${toId}::uuid as to_id,
      ${String(amount)}::bigint as amount, ${purpose}::text as purpose, null::text as reference`
  );
  return sql`${sql.join(rows, sql` union all `)}`;
}

/** Two callers are never told that different things were done under one id. */
function acknowledge(scene: Scene, postings: readonly PostingInput[]): void {
  for (const posting of postings) {
    const known = scene.acknowledged.get(posting.id);
    if (known !== undefined) assert.deepEqual(posting, known);
    scene.acknowledged.set(posting.id, posting);
  }
}

/** What was acknowledged is there, and makes, with the reversals, what the accounts hold. */
async function checkBalances(world: LedgerWorld, scene: Scene): Promise<void> {
  const { rows } = await sql<PostingInput & { reverses: boolean; fromId: string }>`
    select id, from_id as "fromId", to_id as "toId", amount, purpose,
      reverses_id is not null as reverses
    from ledger.posting where from_id = any(${scene.accounts}::uuid[]) and purpose = 'race'`
    .execute(world.kernel.database.db);
  const own = rows.filter(({ reverses }) => !reverses)
    .map(({ reverses: _, ...posting }) => posting);
  assert.deepEqual(new Map(own.map((one) => [one.id, one])), sorted(scene, own));
  const sums = new Map(scene.accounts.map((id, index) => [id, index === 0 ? 0n : OPENING_AMOUNT]));
  for (const { fromId, toId, amount } of rows) {
    sums.set(fromId, sums.get(fromId)! - amount);
    sums.set(toId, sums.get(toId)! + amount);
  }
  for (const id of scene.accounts.slice(1)) {
    const { posted, available } = await world.ledger.balance(id);
    assert.equal(posted, sums.get(id));
    assert.ok(available >= 0n, `${available} is available`);
  }
}

function sorted(scene: Scene, order: readonly PostingInput[]): Map<string, PostingInput> {
  const ids = new Set([...order.map(({ id }) => id), ...scene.acknowledged.keys()]);
  return new Map([...ids].map((id) => [id, scene.acknowledged.get(id)!]));
}
