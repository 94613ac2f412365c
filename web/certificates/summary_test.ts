import assert from "node:assert/strict";
import { type CertificateSummary, stateOf } from "./summary.ts";

const SUMMARY: CertificateSummary = {
  name: "주식회사 가람정밀",
  kindLabel: "범용(기업)",
  holder: "corporate",
  issuer: "yessign",
  notBefore: new Date("2026-01-01T00:00:00Z"),
  notAfter: new Date("2027-01-01T00:00:00Z"),
};
const NOW = new Date("2026-11-20T00:00:00Z");

Deno.test("stateOf() tells expired, early and usable certificates apart", () => {
  assert.equal(stateOf(SUMMARY, { now: NOW }), "usable");
  assert.equal(stateOf(SUMMARY, { now: SUMMARY.notAfter }), "expired");
  assert.equal(stateOf(SUMMARY, { now: new Date("2025-12-31T23:59:59Z") }), "notYetValid");
});

Deno.test("stateOf() marks the certificate of another kind of holder, but never an unknown one", () => {
  assert.equal(stateOf(SUMMARY, { now: NOW, holder: "personal" }), "otherHolder");
  assert.equal(stateOf(SUMMARY, { now: NOW, holder: "corporate" }), "usable");
  const unknown = { ...SUMMARY, holder: "unknown" as const };
  assert.equal(stateOf(unknown, { now: NOW, holder: "personal" }), "usable");
});
