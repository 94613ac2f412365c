import assert from "node:assert/strict";
import { defaultSettings } from "../settings.ts";
import { submissionWorld } from "../testing/submission_world.ts";
import { askAgency } from "./ask_agency.ts";
import { createClaims } from "./claim.ts";

Deno.test("askAgency() gives up at the time that counts from the claim, and knows no end", async () => {
  await using world = await submissionWorld();
  const { kernel, agency } = world;
  const session = world.auth.logIn();
  await world.submit(session);
  const claims = createClaims({ kernel, settings: defaultSettings(), holder: "test" });
  const lane = { certificate: session.certificateFingerprint, agency: "hometax", mayRoam: false };
  const claim = await claims(lane);
  assert.ok(claim?.outcome === "claimed");
  agency.answer((_request, signal) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener("abort", () => reject(signal.reason), { once: true })
    )
  );
  const startedMs = kernel.clock.monotonic();
  const untilMs = startedMs + 100;
  const { answer } = await askAgency({ kernel, agencies: agency }, claim, { untilMs });
  const tookMs = kernel.clock.monotonic() - startedMs;
  assert.ok(tookMs < 1_000 * defaultSettings().agencyTimeoutSeconds / 10, `took ${tookMs} ms`);
  assert.deepEqual(answer, {
    kind: "failed",
    class: "transient",
    code: "MARU-TIMEOUT",
    text: "no answer in time",
    isEndUnknown: true,
  });
});
