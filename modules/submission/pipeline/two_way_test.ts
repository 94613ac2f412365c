import assert from "node:assert/strict";
import { issued } from "../testing/scripted_agency.ts";
import { submissionWorld } from "../testing/submission_world.ts";

const twoWay = () => ({ kind: "twoWay" as const, twoWay: { jti: "j" }, lifeSeconds: 270 });

Deno.test("an extra authentication waits for the person and goes on with what the agency gave", async () => {
  await using world = await submissionWorld();
  await world.addProduct("two", ["business-registration", "vat-tax-base"]);
  world.agency.answer(twoWay, () => issued());
  const session = world.auth.logIn();
  const id = await world.submit(session, { productSlug: "two" });
  await world.settle();
  const [first, second] = (await world.view(session, id)).items;
  assert.deepEqual([first!.state, first!.authConfirmed], ["authWait", false]);
  assert.equal(first!.authExpiresAt!.getTime() - world.kernel.clock.now().getTime(), 270_000);
  assert.equal(second!.state, "queued", "the login is half done: nobody else enters");
  assert.equal(world.messages.at(-1)?.template, "submission.authentication");

  await world.desk.confirmAuthentication(session, { submissionId: id, itemId: first!.id });
  await world.settle();
  assert.deepEqual(world.agency.requests.map(({ twoWay }) => twoWay), [
    undefined,
    { jti: "j" },
    undefined,
  ]);
  const view = await world.view(session, id);
  assert.deepEqual(view.items.map(({ state }) => state), ["delivered", "delivered"]);
});

Deno.test("the agency is never asked three times about one step (CF-12872)", async () => {
  await using world = await submissionWorld();
  world.agency.answer(twoWay);
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  for (let press = 0; press < 2; press++) {
    const item = await world.item(session, id);
    assert.equal(item.state, "authWait");
    await world.desk.confirmAuthentication(session, { submissionId: id, itemId: item.id });
    await world.settle();
  }
  const item = await world.item(session, id);
  assert.deepEqual([item.state, item.failure?.class], ["failed", "extraAuthenticationExpired"]);
  assert.equal(world.agency.requests.filter(({ twoWay }) => twoWay !== undefined).length, 2);
  await assert.rejects(
    world.desk.confirmAuthentication(session, { submissionId: id, itemId: item.id }),
    { name: "ItemStateError" },
  );
});

Deno.test("a step that nobody did in 4 min 30 s fails and may be asked for again", async () => {
  await using world = await submissionWorld();
  world.agency.answer(twoWay);
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  world.test.clock.advance(270_000);
  await world.settle();
  const item = await world.item(session, id);
  assert.deepEqual(
    [item.state, item.failure?.class, item.canReissue],
    ["failed", "extraAuthenticationExpired", true],
  );
});
