import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { openAttackSite } from "../testing/attack_site.ts";
import { createDebitThings } from "../testing/debit_world.ts";
import { pageFaults } from "../testing.ts";
import { debitPaths } from "./context.ts";
import { apiKeys, endpoint as endpointPath, endpointSecrets } from "./money_paths.ts";

const SECRET = /whsec_[A-Za-z0-9+/=]+/;

function keyIn(text: string): string {
  return text.match(/name="_key" value="([^"]+)"/)?.[1] ?? "";
}

async function openMerchant() {
  const site = await openAttackSite();
  const { kernel, auth } = site;
  const { id: merchantId } = await kernel.transaction((tx) =>
    auth.staff.createOrganisation(tx, { name: "한빛음악학원" })
  );
  const merchant = { merchantId, name: "한빛", businessNumber: "1234567891" };
  const { ids } = await createDebitThings(site, merchant);
  const who = { organisationId: merchantId, role: "merchantAdmin", isProved: true } as const;
  const { token } = await site.member(who);
  const sealed = async () => {
    const row = await kernel.database.db.selectFrom("debit.webhook_endpoint" as never)
      .selectAll().executeTakeFirstOrThrow() as { secret_sealed: string };
    return row.secret_sealed;
  };
  return {
    site,
    merchantId,
    endpointId: ids.endpoint,
    sealed,
    visitor: await site.visitor({ staff: token }),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

Deno.test("a webhook's secret is exchanged and shown once, and the page says until when both sign", async () => {
  await using world = await openMerchant();
  const { visitor, endpointId, sealed } = world;
  const path = endpointPath(endpointId);
  const first = await expectPage(visitor, path);
  assert.doesNotMatch(first, /이전 비밀값으로도 2026/);
  const rotate = () => visitor.post(endpointSecrets(endpointId), { _key: keyIn(first) });
  const fresh = await rotate();
  assert.equal(fresh.status, 200);
  const text = await fresh.text();
  assert.deepEqual(pageFaults(text), []);
  assert.match(text, SECRET);
  assert.match(text, /이전 비밀값으로도 2026\.11\.21 /);
  const kept = await sealed();
  const again = await (await rotate()).text();
  assert.deepEqual(pageFaults(again), []);
  assert.match(again, /이미 보여 드렸습니다/);
  assert.doesNotMatch(again, SECRET);
  assert.equal(await sealed(), kept, "loading the page again makes no other secret");
  assert.doesNotMatch(await expectPage(visitor, path), SECRET);
});

Deno.test("a key of the API is made once, however often its page is loaded again", async () => {
  await using world = await openMerchant();
  const { site, merchantId, visitor } = world;
  const form = {
    name: "회계 프로그램",
    _key: keyIn(await expectPage(visitor, debitPaths.integration)),
  };
  const made = await (await visitor.post(apiKeys, form)).text();
  const [key = ""] = made.match(/<code>[^<]+<\/code>/) ?? [];
  assert.notEqual(key, "");
  const again = await (await visitor.post(apiKeys, form)).text();
  assert.match(again, /이미 보여 드렸습니다/);
  assert.ok(!again.includes(key));
  const names = (await site.debit.integration.keys(merchantId)).map(({ name }) => name);
  assert.deepEqual(names.filter((name) => name === form.name), [form.name]);
});

Deno.test("a press that was refused may be repeated, and one that was not tells so at the limit too", async () => {
  await using world = await openMerchant();
  const { site, merchantId, visitor } = world;
  const actor = "staff:test";
  const ids: string[] = [];
  for (let room = 20 - (await liveKeys(site, merchantId)).length; room > 0; room--) {
    ids.push((await site.debit.integration.createKey(merchantId, { name: "옛것", actor })).id);
  }
  const form = { name: "회계", _key: keyIn(await expectPage(visitor, debitPaths.integration)) };
  const full = await visitor.post(apiKeys, form);
  assert.equal(full.status, 409);
  await full.body?.cancel();
  await site.debit.integration.revokeKey(merchantId, { id: ids[0] ?? "", actor });
  const made = await (await visitor.post(apiKeys, form)).text();
  assert.doesNotMatch(made, /이미 보여 드렸습니다/);
  assert.match(made, /<code>[^<]+<\/code>/);
  assert.match(await (await visitor.post(apiKeys, form)).text(), /이미 보여 드렸습니다/);
});

Deno.test("two presses of one form at the same time make one key", async () => {
  await using world = await openMerchant();
  const { site, merchantId, visitor } = world;
  const form = { name: "회계", _key: keyIn(await expectPage(visitor, debitPaths.integration)) };
  const answers = await Promise.all([1, 2].map(async () => await visitor.post(apiKeys, form)));
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  assert.equal(texts.filter((text) => text.includes("이미 보여 드렸습니다")).length, 1);
  const made = (await liveKeys(site, merchantId)).filter(({ name }) => name === form.name);
  assert.equal(made.length, 1);
});

async function liveKeys({ debit }: Awaited<ReturnType<typeof openAttackSite>>, merchantId: string) {
  const keys = await debit.integration.keys(merchantId);
  return keys.filter(({ revokedAt }) => revokedAt === undefined);
}

Deno.test("IntegrationPage() names the API's document, which is there, and how webhooks are signed", async () => {
  await using world = await openMerchant();
  const text = await expectPage(world.visitor, debitPaths.integration);
  const [, path = ""] = text.match(/href="([^"]+openapi\.json)"/) ?? [];
  const document = await world.visitor.get(path);
  assert.equal(document.status, 200);
  assert.match(await document.text(), /"openapi":"3\.1/);
  for (const word of ["Idempotency-Key", "webhook-id", "webhook-timestamp", "webhook-signature"]) {
    assert.ok(text.includes(word), word);
  }
});
