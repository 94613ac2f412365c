import assert from "node:assert/strict";
import { failed, issued } from "../testing/scripted_agency.ts";
import { deskWorld } from "./testing_desk.ts";

Deno.test("summary() counts the last 14 days of Seoul, zeros included", async () => {
  // 00:30 on 20 November in Seoul is the 19th in UTC.
  await using at = await deskWorld({ now: new Date("2026-11-06T15:30:00Z") });
  await at.world.addProduct("any", ["sme-confirmation"]);
  await at.submitted("any");
  at.world.test.clock.set(new Date("2026-11-19T15:30:00Z"));
  at.world.agency.answer(() => failed("nothingFiled"));
  const again = at.world.auth.logIn({ certificateFingerprint: at.session.certificateFingerprint });
  await at.submitted("any", again);
  at.world.agency.answer(() => issued());
  await at.world.submit(again, { productSlug: "any" });
  const summary = await at.desk.summary(at.institutionId);
  assert.equal(summary.receivedToday, 2);
  assert.equal(summary.running, 1);
  assert.deepEqual([summary.deliveredDocuments, summary.failedDocuments], [1, 1]);
  assert.equal(summary.daily.length, 14);
  assert.deepEqual(summary.daily.filter(({ count }) => count > 0), [
    { date: "2026-11-07", count: 1 },
    { date: "2026-11-20", count: 2 },
  ]);
  assert.deepEqual(summary.failures.map(({ text, count }) => [text, count]), [
    ["선택하신 기간에 신고하거나 발급된 내역이 없습니다.", 1],
  ]);
  at.world.test.clock.set(new Date("2026-11-20T15:30:00Z"));
  assert.equal((await at.desk.summary(at.institutionId)).deliveredDocuments, 0);
  assert.equal((await at.desk.summary(at.otherId)).daily.every(({ count }) => count === 0), true);
});
