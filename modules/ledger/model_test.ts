import assert from "node:assert/strict";
import fc from "fast-check";
import { ACCOUNT_COUNT, Model, type Move, type Step } from "./test_model.ts";
import { CONTRA, type LedgerWorld, ledgerWorld } from "./test_world.ts";
import { verifyLedger } from "./verify/verify_ledger.ts";

const ID_COUNT = 12;
const MINUTE_MS = 60_000;

const id = fc.nat({ max: ID_COUNT - 1 });
const amount = fc.integer({ min: 1, max: 5 });
const move: fc.Arbitrary<Move> = fc.record({
  id,
  from: fc.nat({ max: ACCOUNT_COUNT - 1 }),
  to: fc.nat({ max: ACCOUNT_COUNT - 1 }),
  amount,
}).filter(({ from, to }) => from !== to);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("post" as const),
    moves: fc.uniqueArray(move, { minLength: 1, maxLength: 3, selector: (one) => one.id }),
  }),
  fc.record({
    kind: fc.constant("reserve" as const),
    move,
    minutes: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant("postReserved" as const), id, amount }, {
    requiredKeys: ["kind", "id"],
  }),
  fc.record({ kind: fc.constant("voidReserved" as const), id }),
  fc.record({ kind: fc.constant("reverse" as const), id, of: id }),
  fc.record({ kind: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 2 }) }),
);

/** Does the same step with the ledger. */
async function take(
  world: LedgerWorld,
  { accounts, ids }: { accounts: readonly string[]; ids: readonly string[] },
  step: Step,
): Promise<string> {
  const { ledger, run, kernel } = world;
  const content = ({ id, from, to, amount }: Move) => ({
    id: ids[id]!,
    fromId: accounts[from]!,
    toId: accounts[to]!,
    amount: BigInt(amount),
    purpose: "test",
  });
  const act = async () => {
    switch (step.kind) {
      case "wait":
        return world.clock.advance(step.minutes * MINUTE_MS);
      case "post":
        return step.moves.length === 1
          ? await ledger.postAlone(content(step.moves[0]!))
          : await run((tx) => ledger.post(tx, step.moves.map(content)));
      case "reserve": {
        const expiresAt = new Date(kernel.clock.now().getTime() + step.minutes * MINUTE_MS);
        return await run((tx) => ledger.reserve(tx, [{ ...content(step.move), expiresAt }]));
      }
      case "postReserved": {
        const amount = step.amount === undefined ? {} : { amount: BigInt(step.amount) };
        return await run((tx) => ledger.postReserved(tx, { id: ids[step.id]!, ...amount }));
      }
      case "voidReserved":
        return await run((tx) => ledger.voidReserved(tx, ids[step.id]!));
      case "reverse": {
        const reversal = { id: ids[step.id]!, postingId: ids[step.of]!, purpose: "test" };
        return await run((tx) => ledger.reverse(tx, reversal));
      }
    }
  };
  return await act().then(() => "ok", (error: Error) => error.name);
}

Deno.test("any history ends each step as the rules say, with the balances that they make", async () => {
  await using world = await ledgerWorld();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const model = new Model();
      const accounts = [
        await world.open(CONTRA),
        await world.open({ mayBeNegative: true }),
        ...await Promise.all(Array.from({ length: ACCOUNT_COUNT - 2 }, () => world.open())),
      ];
      const ids = Array.from({ length: ID_COUNT }, world.kernel.uuid);
      for (const step of steps) {
        const expected = model.take(step);
        assert.equal(await take(world, { accounts, ids }, step), expected, JSON.stringify(step));
      }
      for (const [account, accountId] of accounts.entries()) {
        const { posted, reservedOut } = await world.ledger.balance(accountId);
        assert.equal(posted, BigInt(model.posted(account)));
        assert.equal(reservedOut, BigInt(model.reserved(account)));
      }
    }),
    { numRuns: 150 },
  );
  assert.deepEqual((await verifyLedger({ kernel: world.kernel })).damages, []);
});
