import assert from "node:assert/strict";
import { SettingOutOfRangeError } from "../errors.ts";
import { tables } from "../tables.ts";
import { ApiKeyNotFoundError } from "./api_key_not_found_error.ts";
import { deskWorld } from "./testing_desk.ts";

Deno.test("an API key tells its institution until it is revoked, and only its hash is kept", async () => {
  await using at = await deskWorld();
  const { id, key } = await at.desk.createApiKey(at.institutionId, {
    name: " 여신 시스템 ",
    actor: "staff:1",
  });
  assert.match(key, /^maru_[0-9a-f]{8}_[\w-]{43}$/);
  assert.equal(await at.desk.institutionOfKey(key), at.institutionId);
  for (const wrong of ["", key.slice(0, -1), `${key}x`, "x".repeat(10_000)]) {
    assert.equal(await at.desk.institutionOfKey(wrong), undefined);
  }
  const stored = await tables(at.world.kernel.database.db).selectFrom("api_key").selectAll()
    .executeTakeFirstOrThrow();
  assert.ok(!JSON.stringify(stored).includes(key.slice(14)));
  await at.desk.revokeApiKey(at.institutionId, id, "staff:1");
  assert.equal(await at.desk.institutionOfKey(key), undefined);
  const [listed] = await at.desk.apiKeys(at.institutionId);
  assert.equal(listed?.name, "여신 시스템");
  assert.equal(listed.prefix, key.slice(0, 13));
  assert.ok(listed.revokedAt);
  const logged = [...await at.logged("apiKey.create"), ...await at.logged("apiKey.revoke")];
  assert.deepEqual(logged.map(({ subject }) => subject), [id, id]);
});

Deno.test("the last use of an API key is written once a minute at most", async () => {
  await using at = await deskWorld();
  const { key } = await at.desk.createApiKey(at.institutionId, { name: "a", actor: "staff:1" });
  const lastUse = async () => {
    await at.desk.institutionOfKey(key);
    return (await at.desk.apiKeys(at.institutionId))[0]!.lastUsedAt!.getTime();
  };
  const first = await lastUse();
  at.world.test.clock.advance(59_000);
  assert.equal(await lastUse(), first);
  at.world.test.clock.advance(2_000);
  assert.equal(await lastUse(), first + 61_000);
});

Deno.test("another institution's key is not found, and keys have an end", async () => {
  await using at = await deskWorld();
  const { id, key } = await at.desk.createApiKey(at.institutionId, { name: "a", actor: "staff:1" });
  for (const other of [id, "no id"]) {
    await assert.rejects(at.desk.revokeApiKey(at.otherId, other, "staff:2"), ApiKeyNotFoundError);
  }
  assert.equal(await at.desk.institutionOfKey(key), at.institutionId);
  assert.deepEqual(await at.desk.apiKeys(at.otherId), []);
  const create = () => at.desk.createApiKey(at.institutionId, { name: "b", actor: "staff:1" });
  for (let count = 1; count < 20; count++) await create();
  await assert.rejects(create(), SettingOutOfRangeError);
  await at.desk.revokeApiKey(at.institutionId, id, "staff:1");
  await create();
});
