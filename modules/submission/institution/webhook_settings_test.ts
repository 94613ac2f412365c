import assert from "node:assert/strict";
import { WebhookAddressError } from "../errors.ts";
import { tables } from "../tables.ts";
import { deskWorld } from "./testing_desk.ts";

const URL = "https://8.8.8.8/hook?token=hidden";

Deno.test("setWebhook() answers its secret with the first address and with every other one alone", async () => {
  await using at = await deskWorld();
  const set = (url: string, active = true) =>
    at.desk.setWebhook(at.institutionId, { url, active, actor: "staff:1" });
  assert.equal(await at.desk.webhook(at.institutionId), undefined);
  const first = await set(URL);
  assert.match(first.secret!, /^[\w-]{43}$/);
  assert.deepEqual(await set(URL, false), {});
  assert.deepEqual(await at.desk.webhook(at.institutionId), {
    url: URL,
    active: false,
    changedAt: at.world.kernel.clock.now(),
  });
  const rotated = await set("https://8.8.4.4/hook");
  assert.notEqual(rotated.secret, first.secret);
  assert.equal(rotated.secret!.length, 43);
  const actions = ["webhook.rotate", "webhook.set"];
  const logged = await Promise.all(actions.map((action) => at.logged(action)));
  assert.deepEqual(logged.map((entries) => entries.length), [2, 1]);
  assert.equal(await at.desk.webhook(at.otherId), undefined);
  const row = await tables(at.world.kernel.database.db).selectFrom("webhook").selectAll()
    .executeTakeFirstOrThrow();
  assert.ok(!row.secret_sealed.includes(rotated.secret!));
});

Deno.test("setWebhook() refuses private and plain addresses and keeps tokens out of the error", async () => {
  await using at = await deskWorld({ sandboxUrl: "" });
  const refused = [
    "http://8.8.8.8/hook?token=hidden",
    "https://127.0.0.1/hook?token=hidden",
    "https://169.254.169.254/latest?token=hidden",
    "https://name:hidden@8.8.8.8/",
    "hidden",
    `https://8.8.8.8/${"hidden".repeat(400)}`,
  ];
  for (const url of refused) {
    const error = await at.desk.setWebhook(at.institutionId, {
      url,
      active: true,
      actor: "staff:1",
    })
      .then(() => undefined, (error: unknown) => error);
    assert.ok(error instanceof WebhookAddressError, url.slice(0, 60));
    assert.doesNotMatch(error.message, /hidden/);
  }
  assert.equal(await at.desk.webhook(at.institutionId), undefined);
});
