import assert from "node:assert/strict";
import { sql } from "kysely";
import { failed, issued } from "../testing/scripted_agency.ts";
import { submissionWorld } from "../testing/submission_world.ts";
import { createClaims } from "./claim.ts";
import { createIssuer } from "./issue.ts";
import { defaultSettings } from "../settings.ts";

Deno.test("an item whose worker died is begun anew once its lease ran out, and not before", async () => {
  await using world = await submissionWorld();
  const session = world.auth.logIn();
  const id = await world.submit(session);
  const claims = createClaims({
    kernel: world.kernel,
    settings: defaultSettings(),
    holder: "dead",
  });
  const lane = { certificate: session.certificateFingerprint, agency: "hometax", mayRoam: false };
  const claim = await claims(lane);
  assert.equal(claim?.outcome, "claimed");
  await world.settle();
  assert.equal((await world.item(session, id)).state, "running");
  assert.equal(world.agency.requests.length, 0);

  await world.endLeases();
  await world.settle();
  assert.equal((await world.item(session, id)).state, "delivered");

  assert.ok(claim.outcome === "claimed");
  const late = await createIssuer({ kernel: world.kernel, settings: defaultSettings() })(
    claim,
    { kind: "issued", data: {} },
  );
  assert.equal(late.kind, "notOurs", "who lost the lease cannot write");
});

Deno.test("a call whose end is unknown keeps its lease to the lease's own end", async () => {
  await using world = await submissionWorld();
  world.agency.answer(() => failed("transient", { isEndUnknown: true }), () => issued());
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  world.test.clock.advance(60_000);
  await world.settle();
  assert.equal(world.agency.requests.length, 1, "the agency may still hold our login");
  await world.endLeases();
  await world.settle();
  assert.equal((await world.item(session, id)).state, "delivered");
});

Deno.test("a fencing token grows by one with every claim", async () => {
  await using world = await submissionWorld();
  const session = world.auth.logIn();
  for (let round = 0; round < 3; round++) await world.submit(session);
  await world.settle();
  const { rows } = await sql<{ token: bigint; expires_at: Date | null }>`
    select token, expires_at from submission.lease`.execute(world.kernel.database.db);
  assert.deepEqual(rows, [{ token: 3n, expires_at: null }]);
});

Deno.test("a result with an old fencing token is refused while the new holder is at work", async () => {
  await using world = await submissionWorld();
  const { kernel } = world;
  const settings = defaultSettings();
  const session = world.auth.logIn();
  await world.submit(session);
  const claims = createClaims({ kernel, settings, holder: "either" });
  const issue = createIssuer({ kernel, settings });
  const lane = { certificate: session.certificateFingerprint, agency: "hometax", mayRoam: false };
  const slow = await claims(lane);
  await world.endLeases();
  await world.test.runTicks();
  const fast = await claims(lane);
  assert.ok(slow?.outcome === "claimed" && fast?.outcome === "claimed");
  assert.equal(slow.item.id, fast.item.id);

  assert.equal((await issue(slow, { kind: "issued", data: { from: "slow" } })).kind, "notOurs");
  assert.equal((await claims(lane))?.outcome, undefined, "the new holder keeps its lease");
  assert.equal((await issue(fast, { kind: "issued", data: { from: "fast" } })).kind, "issued");
});
