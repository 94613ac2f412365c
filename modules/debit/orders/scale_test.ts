import assert from "node:assert/strict";
import { CONTRACT_ID, MERCHANT_ID, orderWorld } from "./testing/order_world.ts";

const PAYERS = 100_000;
const isPostgres = (Deno.env.get("DATABASE_URL") ?? "") !== "";

/**
 * Far below what a quadratic plan takes, and far above what two quiet cores take: 0.03 to 0.07 s for a
 * list, 5 s to ask, 6 s to save the list, 10 s to follow the results.
 */
const LIST_MS_MAX = 2_000;
const REQUEST_MS_MAX = 60_000;
const FOLLOW_UP_MS_MAX = 120_000;

async function timed<Answer>(work: () => Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
  const start = performance.now();
  const answer = await work();
  return { answer, ms: performance.now() - start };
}

Deno.test({
  name: "a hundred thousand debits are asked for, listed and followed without a quadratic plan",
  ignore: !isPostgres,
  async fn() {
    await using world = await orderWorld({ now: "2026-11-09T10:00" });
    await world.payers(PAYERS);
    const filter = { contractId: CONTRACT_ID, dueDate: "2026-11-10", withArrears: true } as const;
    const saved = await timed(async () => {
      let count = 0;
      for await (const _ of world.desk.candidateStream(MERCHANT_ID, filter)) count++;
      return count;
    });
    assert.equal(saved.answer, PAYERS);
    assert.ok(saved.ms < REQUEST_MS_MAX, `saving the list took ${saved.ms} ms`);
    const asked = await timed(() => world.request("2026-11-10"));
    assert.equal(asked.answer.count, PAYERS);
    assert.ok(asked.ms < REQUEST_MS_MAX, `request took ${asked.ms} ms`);
    const again = await timed(() => world.request("2026-11-10"));
    assert.equal(again.answer.count, 0);
    assert.ok(again.ms < REQUEST_MS_MAX, `asking again took ${again.ms} ms`);

    const sorts = ["requestedAt", "debitDate", "amount", "customerNumber", "customerName"] as const;
    for (const sort of sorts) {
      const { ms, answer } = await timed(() =>
        world.desk.list(MERCHANT_ID, { limit: 50, sort, month: "2026-11-01" })
      );
      assert.equal(answer.total, PAYERS);
      assert.ok(ms < LIST_MS_MAX, `list by ${sort} took ${ms} ms`);
    }
    const ticked = await timed(() => world.desk.candidates(MERCHANT_ID, { ...filter, limit: 50 }));
    assert.ok(ticked.ms < REQUEST_MS_MAX, `candidates took ${ticked.ms} ms`);

    world.at("2026-11-10T14:00");
    const [fileId] = await world.bank.send();
    world.at("2026-11-11T11:00");
    const followed = await timed(() =>
      world.bank.answer(fileId!, (sequence) => sequence % 10 === 0 ? "0021" : "0000")
    );
    assert.ok(followed.ms < FOLLOW_UP_MS_MAX, `following took ${followed.ms} ms`);
    const { byState } = await world.desk.list(MERCHANT_ID, { limit: 1 });
    assert.equal(byState.waiting.count, PAYERS / 10);
  },
});
