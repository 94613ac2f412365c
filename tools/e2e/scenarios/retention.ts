/**
 * The end of retention: documents are destroyed by night, and every destruction is logged.
 *
 * @module
 */
import { equal, match, ok } from "node:assert/strict";
import { visit } from "../harness/browser.ts";
import { logInStaff } from "../pages/staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import { finishedJourney } from "./journeys.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The demo institution keeps documents for 90 days. */
const RETENTION_DAYS = 90;
const NIGHT_MS_MAX = 60_000;

export function retentionScenarios(): Scenario[] {
  return [{
    name: "보관 기간: 기간이 지나면 밤에 파기하고, 접속기록에 남고, 다시는 받을 수 없다",
    phase: 3,
    holds: ["clock"],
    run: destroys,
  }];
}

async function destroys(room: Room): Promise<void> {
  const { sandbox } = room.world;
  const { submissionId } = await finishedJourney(room, "journey-corporation");
  room.after(() => sandbox.realClock());
  await sandbox.advanceClock((RETENTION_DAYS + 1) * DAY_MS + untilMorning());

  const page = await visit(room);
  await page.waitForTimeout(2_500);
  await logInStaff(page, "hanbit", "/console");
  const endsAt = performance.now() + NIGHT_MS_MAX;
  for (;;) {
    await page.goto(`/console/submissions/${submissionId}`);
    const destroyed = await page.locator(".badge").filter({ hasText: "파기됨" }).count();
    const items = await page.locator("table tbody tr").count();
    if (destroyed > 0 && destroyed === items) break;
    ok(performance.now() < endsAt, `${destroyed} of ${items} are destroyed`);
    await page.waitForTimeout(500);
  }
  equal(await page.locator('main a[href^="/console/documents/"]').count(), 0);
  await isLogged(room);
}

async function isLogged(room: Room): Promise<void> {
  const page = await visit(room);
  await logInStaff(page, "operator", "/operator");
  const [csv] = await Promise.all([
    page.waitForEvent("download"),
    page.goto("/operator/access-log.csv").catch(() => {}),
  ]);
  const text = await Deno.readTextFile(await csv.path());
  match(text, /document\.destroy|파기/);
}

/** Milliseconds until the hour of destruction (03:00 in Korea) is over for today. */
function untilMorning(): number {
  const hourInKorea = (new Date().getUTCHours() + 9) % 24;
  return hourInKorea >= 4 ? 0 : (4 - hourInKorea) * HOUR_MS;
}
