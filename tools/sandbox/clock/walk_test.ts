import { deepEqual } from "node:assert/strict";
import { stopsBetween } from "./walk.ts";

Deno.test("a walk from ten to eleven of the next day stops after each cutoff and result", () => {
  const stops = stopsBetween(
    Date.parse("2026-11-20T10:00:00+09:00"),
    Date.parse("2026-11-21T11:05:00+09:00"),
  );
  deepEqual(stops.map((stop) => new Date(stop + 9 * 3_600_000).toISOString().slice(8, 16)), [
    "20T11:01",
    "20T12:01",
    "20T14:01",
    "20T17:01",
    "20T23:01",
    "21T03:01",
    "21T11:01",
  ]);
});

Deno.test("a walk within an hour that closes nothing has no stop", () => {
  const from = Date.parse("2026-11-20T15:10:00+09:00");
  deepEqual(stopsBetween(from, from + 600_000), []);
});
