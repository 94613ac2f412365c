import { newTransferCode } from "@maru/pki/browser";
import assert from "node:assert/strict";
import { openAttackSite } from "../testing/attack_site.ts";

Deno.test("a ciphertext is carried once, under a word of six characters", async () => {
  await using site = await openAttackSite();
  const visitor = await site.visitor();
  const { lookup } = newTransferCode();
  const put = await visitor.postJson("/certificates/transfers", { lookup, ciphertext: "AAECAw==" });
  assert.equal(put.status, 201);
  const take = () => visitor.postJson("/certificates/transfers/retrieval", { lookup });
  assert.deepEqual(await (await take()).json(), { ciphertext: "AAECAw==" });
  const again = await take();
  assert.equal(again.status, 404);
  assert.equal((await again.json()).code, "TRANSFER-404");
});

Deno.test("a whole code, and whatever is no ciphertext, are refused unread", async () => {
  await using site = await openAttackSite();
  const visitor = await site.visitor();
  const { code, lookup } = newTransferCode();
  const send = async (body: unknown) =>
    (await visitor.postJson("/certificates/transfers", body)).status;
  assert.equal(await send({ lookup: code, ciphertext: "AAAA" }), 422);
  assert.equal(await send({ lookup: "OIL000", ciphertext: "AAAA" }), 422);
  assert.equal(await send({ lookup, ciphertext: "한글" }), 422);
  assert.equal(await send({ lookup }), 422);
  assert.equal(await send({ lookup, ciphertext: "A".repeat(97 * 1024) }), 413);
});

Deno.test("one address may ask for a while, and then must wait", async () => {
  await using site = await openAttackSite();
  const visitor = await site.visitor();
  const take = async () =>
    (await visitor.postJson("/certificates/transfers/retrieval", {
      lookup: newTransferCode().lookup,
    })).status;
  const statuses: number[] = [];
  for (let count = 0; count < 25; count++) statuses.push(await take());
  assert.equal(statuses[0], 404);
  assert.equal(statuses.at(-1), 429);
});
