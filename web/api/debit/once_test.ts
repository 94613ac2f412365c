import assert from "node:assert/strict";
import { openTestApi } from "../../testing/debit_api.ts";
import { answerOnce } from "./answer_once.ts";

const instruction = {
  itemCode: "tuition",
  limitWon: 500_000,
  monthlyWon: 100_000,
  firstMonth: "2026-11-01",
  dueDay: 25,
  bankCode: "088",
  account: "110-123-456789",
  holder: "김하늘",
  holderIdentity: "900101",
};

Deno.test("twenty requests at once with one key add one instruction and get one answer", async () => {
  await using api = await openTestApi();
  const path = `/customers/${api.one.ids.customer}/instructions`;
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => api.post(path, instruction, { once: "k-1" })),
  );
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  const replayed = answers.filter(({ headers }) => headers.get("idempotency-replayed") === "true");
  assert.equal(replayed.length, 19);
  const { body } = await api.get(`/customers/${api.one.ids.customer}`);
  assert.equal(body.instructions.length, 2);
});

Deno.test("a key is of one input, and of one merchant", async () => {
  await using api = await openTestApi();
  const body = (tenant: "one" | "two", name: string) => ({
    contractId: api[tenant].ids.contract,
    number: "N1",
    name,
    kind: "individual",
    mobile: "010-2222-3333",
  });
  const first = await api.post("/customers", body("one", "이바다"), { once: "same" });
  assert.equal(first.status, 201);
  const again = await api.post("/customers", body("one", "이바다"), { once: "same" });
  assert.deepEqual(again.body, first.body);
  const other = await api.post("/customers", body("one", "이산"), { once: "same" });
  assert.deepEqual([other.status, other.body.error.code], [409, "idempotency_conflict"]);
  const elsewhere = await api.post("/orders/withdrawals", { orderIds: [] }, { once: "same" });
  assert.equal(elsewhere.status, 409);
  const stranger = await api.post("/customers", body("two", "이강"), {
    once: "same",
    key: api.two.key,
  });
  assert.equal(stranger.status, 201);
  assert.notEqual(stranger.body.id, first.body.id);
});

Deno.test("a refusal is answered again as it was; a fault of ours is tried anew", async () => {
  await using api = await openTestApi();
  const { kernel } = api.site;
  const taken = {
    contractId: api.one.ids.contract,
    number: "C0001",
    name: "가",
    kind: "individual",
  };
  for (const expected of [null, "true"]) {
    const { status, body, headers } = await api.post("/customers", taken, { once: "refused" });
    assert.deepEqual([status, body.error.code], [409, "customer_number_taken"]);
    assert.equal(body.error.field, "number");
    assert.equal(headers.get("idempotency-replayed"), expected);
  }
  const call = { merchantId: api.one.merchantId, key: "fault", input: 1, isRepeatable: false };
  const fault = new TypeError("Cannot go on");
  await assert.rejects(answerOnce(kernel, call, () => Promise.reject(fault)), fault);
  const good = { status: 200, body: { count: 1 } };
  const after = await answerOnce(kernel, call, () => Promise.resolve(good));
  assert.deepEqual(after, { answer: good, isReplayed: false });
});

Deno.test("work whose process ended is done again only where that does no harm", async () => {
  await using api = await openTestApi();
  const { kernel, test } = api.site;
  const good = { status: 200, body: { count: 1 } };
  const never = () => new Promise<typeof good>(() => {});
  const calls = [true, false].map((isRepeatable) => ({
    merchantId: api.one.merchantId,
    key: `ended-${isRepeatable}`,
    input: 1,
    isRepeatable,
  }));
  for (const call of calls) {
    answerOnce(kernel, call, never);
    await until(() =>
      kernel.database.db.selectFrom("kernel.idempotency_key" as never).selectAll()
        .where("key" as never, "=", call.key as never).execute()
    );
  }
  test.clock.set(new Date(kernel.clock.now().getTime() + 11 * 60_000));
  const [repeatable, other] = calls;
  const again = await answerOnce(kernel, repeatable!, () => Promise.resolve(good));
  assert.deepEqual(again, { answer: good, isReplayed: false });
  await assert.rejects(answerOnce(kernel, other!, () => Promise.resolve(good)), {
    name: "CallOutcomeUnknownError",
  });
});

async function until(find: () => Promise<readonly unknown[]>): Promise<void> {
  while ((await find()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
