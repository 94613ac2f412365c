import assert from "node:assert/strict";
import { remainingSeconds } from "./remaining.ts";

const now = new Date("2026-11-20T01:00:00Z");

function item(
  agency: string,
  state: "queued" | "running" | "delivered" | "waitingAgency",
  more = {},
) {
  return {
    agency_code: agency,
    state,
    started_at: null,
    next_at: null,
    expected_seconds: 10,
    ...more,
  };
}

Deno.test("an agency's documents take their time one after another, agencies side by side", () => {
  const items = [item("hometax", "queued"), item("hometax", "queued"), item("nhis", "queued")];
  assert.equal(remainingSeconds(items, now), 20);
});

Deno.test("what runs has its rest left, and never nothing", () => {
  const startedAt = (secondsAgo: number) => ({
    started_at: new Date(now.getTime() - secondsAgo * 1_000),
  });
  assert.equal(remainingSeconds([item("nhis", "running", startedAt(4))], now), 6);
  assert.equal(remainingSeconds([item("nhis", "running", startedAt(60))], now), 2);
  assert.equal(remainingSeconds([item("nhis", "delivered")], now), 0);
});

Deno.test("a wait for the morning is told by its own time", () => {
  const until = (seconds: number) => ({ next_at: new Date(now.getTime() + seconds * 1_000) });
  assert.equal(remainingSeconds([item("nhis", "waitingAgency", until(30))], now), 40);
  assert.equal(remainingSeconds([item("nhis", "waitingAgency", until(36_000))], now), 0);
});
