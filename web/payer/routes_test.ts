import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { openTestApi, type TestApi } from "../testing/debit_api.ts";
import { pageFaults } from "../testing.ts";

const TOKEN = "a-token-that-the-test-knows";

Deno.test("a stranger's link asks for a code and lets nobody in", async () => {
  await using api = await openTestApi();
  const visitor = await api.site.visitor();
  const first = await visitor.get("/pay/somebody");
  assert.equal(first.status, 200);
  assert.deepEqual(pageFaults(await first.text()), []);
  const sent = await visitor.post("/pay/somebody/code", {});
  assert.deepEqual([sent.status, sent.headers.get("location")], [303, "/pay/somebody?sent=1"]);
  const shown = await visitor.get("/pay/somebody?sent=1");
  assert.deepEqual(pageFaults(await shown.text()), []);
  const refused = await visitor.post("/pay/somebody/opening", { code: "123456" });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /인증번호가 맞지 않거나/);
  assert.equal((await visitor.get("/pay")).status, 401);
});

Deno.test("a payer sees his own debits, and names another account with consent", async () => {
  await using api = await openTestApi();
  await addLink(api);
  const visitor = await api.site.visitor();
  await visitor.get(`/pay/${TOKEN}`);
  await visitor.post(`/pay/${TOKEN}/code`, {});
  const code = await lastCode(api);
  const opened = await visitor.post(`/pay/${TOKEN}/opening`, { code });
  assert.deepEqual([opened.status, opened.headers.get("location")], [303, "/pay"]);
  const home = await (await visitor.get("/pay")).text();
  assert.deepEqual(pageFaults(home), []);
  assert.match(home, /330,000/);
  assert.doesNotMatch(home, /110123456789/);
  const { instruction } = api.one.ids;
  const foreign = await visitor.get(`/pay/instructions/${api.two.ids.instruction}/account`);
  assert.equal(foreign.status, 404);
  await visitor.post(`/pay/instructions/${instruction}/account-code`, {});
  const form = await visitor.get(`/pay/instructions/${instruction}/account?sent=1`);
  assert.deepEqual(pageFaults(await form.text()), []);
  const typed = {
    bankCode: "088",
    account: "110-987-654321",
    holder: "김하늘",
    holderIdentity: "900101",
    code: await lastCode(api),
  };
  const path = `/pay/instructions/${instruction}/account`;
  const unagreed = await visitor.post(path, typed);
  assert.equal(unagreed.status, 422);
  assert.deepEqual(pageFaults(await unagreed.text()), []);
  const changed = await visitor.post(path, { ...typed, agrees: "on" });
  assert.deepEqual([changed.status, changed.headers.get("location")], [303, "/pay?changed=1"]);
  await visitor.get("/pay");
  await visitor.post("/pay/closing", {});
  assert.equal((await visitor.get("/pay")).status, 401);
});

/** A link whose token the test knows; the real one goes out sealed. */
async function addLink({ site: { kernel }, one }: TestApi): Promise<void> {
  const now = kernel.clock.now();
  await kernel.database.db.insertInto("debit.payer_link" as never).values({
    merchant_id: one.merchantId,
    id: kernel.uuid(),
    customer_id: one.ids.customer,
    token_hash: createHash("sha256").update(TOKEN).digest("hex"),
    created_at: now,
    created_by: "test",
    expires_at: new Date(now.getTime() + 86_400_000),
  } as never).execute();
}

async function lastCode({ site: { kernel } }: TestApi): Promise<string> {
  const rows = await kernel.database.db
    .selectFrom("debit.payer_code" as never).selectAll().orderBy("expires_at" as never, "desc")
    .orderBy("id" as never, "desc").execute();
  const { id, code_sealed } = rows[0] as { id: string; code_sealed: string };
  const place = { table: "debit.payer_code", column: "code_sealed", row: id };
  return await kernel.sealing.open(place, code_sealed);
}
