/**
 * How much script a page loads: none without an island, and little with one.
 *
 * @module
 */
import { deepEqual, ok } from "node:assert/strict";
import { visit } from "../harness/browser.ts";
import type { Room, Scenario } from "../world.ts";

const SCRIPT_BYTES_MAX = 60 * 1_024;
const STILL_PAGES = [
  "/",
  "/oneclick",
  "/support",
  "/support/errors",
  "/accessibility",
  "/staff/login",
];
const LIVE_PAGES = ["/login", "/certificates", "/certificates/converter", "/certificates/transfer"];

export function scriptScenarios(): Scenario[] {
  return [{
    name: "Pages without an island load no script; the others at most 60 kB, compressed",
    phase: 1,
    holds: [],
    run: weigh,
  }];
}

async function weigh(room: Room): Promise<void> {
  const still: Record<string, number> = {};
  for (const path of STILL_PAGES) still[path] = await scriptBytes(room, path);
  deepEqual(Object.entries(still).filter(([, bytes]) => bytes > 0), []);
  for (const path of LIVE_PAGES) {
    const bytes = await scriptBytes(room, path);
    room.figure(`${path} ${(bytes / 1_024).toFixed(1)} kB`);
    ok(bytes > 0 && bytes <= SCRIPT_BYTES_MAX, `${path} loads ${bytes} bytes of script`);
  }
}

/** As they came over the wire, in a browser that has nothing yet. */
async function scriptBytes(room: Room, path: string): Promise<number> {
  const page = await visit(room);
  await page.goto(path, { waitUntil: "networkidle" });
  return await page.evaluate(() =>
    performance.getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0)
  );
}
