import assert from "node:assert/strict";
import { type AgencyFigures, healthOf, type WindowFigures } from "./agency_health.ts";

/** 10:00 in Seoul. */
const NOW = new Date("2026-11-20T01:00:00Z");

Deno.test("healthOf() takes the shortest window that holds enough requests", () => {
  const good = window(5, { answeredCount: 30 });
  const bad = window(60, { answeredCount: 30, faultCount: 30 });
  assert.equal(healthOf(figures([good, bad]), NOW).successRate, 1);
  const few = window(5, { answeredCount: 19 });
  assert.equal(healthOf(figures([few, bad]), NOW).successRate, 0.5);
  const none = healthOf(figures([]), NOW);
  assert.deepEqual([none.state, none.successRate, none.averageSeconds], [
    "good",
    undefined,
    undefined,
  ]);
});

Deno.test("healthOf() calls an agency slow when it fails or takes twice as long as told", () => {
  const stateOf = (more: Partial<WindowFigures>) =>
    healthOf(figures([window(5, { answeredCount: 90, ...more })]), NOW).state;
  assert.equal(stateOf({ faultCount: 10 }), "good");
  assert.equal(stateOf({ faultCount: 11 }), "slow");
  assert.equal(stateOf({ averageSeconds: 10, expectedSeconds: 5 }), "good");
  assert.equal(stateOf({ averageSeconds: 10.1, expectedSeconds: 5 }), "slow");
});

Deno.test("healthOf() tells why an agency is blocked or closed", () => {
  const until = new Date(NOW.getTime() + 60_000);
  const broken = { ...figures([]), breakerOpenUntil: until, breakerReason: "agencyDown CF-12701" };
  const blocked = healthOf(broken, NOW);
  assert.deepEqual([blocked.state, blocked.reason, blocked.breakerOpenUntil], [
    "blocked",
    "agencyDown CF-12701",
    until,
  ]);
  assert.equal(healthOf(broken, until).state, "good");
  const night = healthOf(broken, new Date("2026-11-20T13:00:00Z"));
  assert.deepEqual([night.state, night.reason], ["closed", "08:00~22:00"]);
});

function figures(windows: readonly WindowFigures[]): AgencyFigures {
  return {
    code: "hometax",
    name: "국세청 홈택스",
    opensAt: "08:00",
    closesAt: "22:00",
    breakerOpenUntil: null,
    breakerReason: null,
    waitingCount: 0,
    runningCount: 0,
    windows,
  };
}

function window(minutes: number, more: Partial<WindowFigures>): WindowFigures {
  return {
    minutes,
    answeredCount: 0,
    faultCount: 0,
    averageSeconds: null,
    expectedSeconds: null,
    ...more,
  };
}
