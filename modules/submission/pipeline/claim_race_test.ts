import assert from "node:assert/strict";
import { sql } from "kysely";
import { defaultSettings } from "../settings.ts";
import { submissionWorld } from "../testing/submission_world.ts";
import { type Claim, createClaims } from "./claim.ts";
import { createIssuer } from "./issue.ts";

const CALLER_COUNT = 16;

Deno.test("of many processes that want one lane at once, exactly one gets it, every time", async () => {
  await using world = await submissionWorld();
  await world.addProduct("three", ["business-registration", "vat-tax-base", "vat-return"]);
  const session = world.auth.logIn();
  await world.submit(session, { productSlug: "three" });
  const { kernel } = world;
  const settings = defaultSettings();
  const callers = Array.from(
    { length: CALLER_COUNT },
    (_, index) => createClaims({ kernel, settings, holder: String(index) }),
  );
  const issue = createIssuer({ kernel, settings });
  const lane = { certificate: session.certificateFingerprint, agency: "hometax", mayRoam: false };
  const claimed: Claim[] = [];
  for (let document = 0; document < 3; document++) {
    const answers = await Promise.all(callers.map((claims) => claims(lane)));
    const winners = answers.filter((answer): answer is Claim => answer?.outcome === "claimed");
    assert.equal(winners.length, 1);
    claimed.push(winners[0]!);
    const outcome = await issue(winners[0]!, { kind: "issued", data: {} });
    assert.equal(outcome.kind, "issued");
  }
  assert.deepEqual(claimed.map(({ token }) => token), ["1", "2", "3"]);
  assert.equal(new Set(claimed.map(({ item }) => item.id)).size, 3);
});

Deno.test("an agency has no more requests under way than it may, whoever asks", async () => {
  await using world = await submissionWorld();
  const { kernel } = world;
  await sql`update submission.agency set parallel_max = 3 where code = 'hometax'`
    .execute(kernel.database.db);
  const sessions = Array.from(
    { length: 10 },
    (_, index) => world.auth.logIn({ certificateFingerprint: String(index).repeat(64) }),
  );
  for (const session of sessions) {
    const bundle = { kind: "certificate" as const, certFile: "MAA=", certPassword: "c2Vh" };
    await world.submit(session, { sealedBundle: world.auth.seal(session, bundle) });
  }
  const answers = await Promise.all(
    sessions.map((session, index) =>
      createClaims({ kernel, settings: defaultSettings(), holder: String(index) })({
        certificate: session.certificateFingerprint,
        agency: "hometax",
        mayRoam: false,
      })
    ),
  );
  const outcomes = answers.map((answer) => answer?.outcome);
  assert.equal(outcomes.filter((outcome) => outcome === "claimed").length, 3);
  assert.equal(outcomes.filter((outcome) => outcome === "full").length, 7);
});
