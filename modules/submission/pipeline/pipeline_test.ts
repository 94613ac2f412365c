import assert from "node:assert/strict";
import { submissionWorld } from "../testing/submission_world.ts";

Deno.test("one click issues every document and hands it to the institution", async () => {
  await using world = await submissionWorld();
  await world.addProduct("three", ["business-registration", "vat-tax-base", "sme-confirmation"]);
  const session = world.auth.logIn();
  const submissionId = await world.submit(session, { productSlug: "three" });
  assert.deepEqual(
    (await world.view(session, submissionId)).items.map(({ state }) => state),
    ["queued", "queued", "queued"],
  );
  await world.settle();
  const view = await world.view(session, submissionId);
  assert.deepEqual(view.items.map(({ state }) => state), ["delivered", "delivered", "delivered"]);
  assert.equal(view.state, "finished");
  assert.deepEqual(view.counts, {
    total: 3,
    delivered: 3,
    notProvided: 0,
    running: 0,
    failed: 0,
  });
  assert.deepEqual(world.messages.map(({ template }) => template), [
    "submission.started",
    "submission.finished",
  ]);
});
