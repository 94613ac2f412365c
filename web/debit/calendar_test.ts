import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { openTwoTenants } from "../testing/two_tenants.ts";
import { debitPaths } from "./context.ts";

/** What the day of the month says, without its markup. */
function dayIn(text: string, day: number): string {
  const cells = [...text.matchAll(/<td[^>]*role="cell"[^>]*>(.*?)<\/td>/gs)]
    .map(([, cell = ""]) => cell.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ").trim());
  return cells.find((cell) => cell.startsWith(`${day} 일 `)) ?? "";
}

Deno.test("calendarRoutes() tells on both days where a holiday moved a contracted day", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const visitor = await world.site.visitor({ staff: world.one.merchantAdmin.token });
  const december = `${debitPaths.calendar}?month=2026-12`;
  const before = await expectPage(visitor, december);
  assert.match(dayIn(before, 5), /약정일 12월 7일\(월\) 출금/);
  assert.match(dayIn(before, 7), /14:00 이체의뢰 마감 출금일 약정일 5일 토/);
  assert.match(dayIn(before, 8), /11:00 결과 12월 7일 출금분/);
  assert.match(dayIn(before, 25), /약정일 12월 28일\(월\) 출금/);
  assert.match(dayIn(before, 28), /출금일 약정일 25일 금/);

  await world.site.kernel.calendar.addHoliday({ date: "2026-12-28", name: "임시공휴일" });
  const after = await expectPage(visitor, december);
  assert.match(dayIn(after, 25), /약정일 12월 29일\(화\) 출금/);
  assert.match(dayIn(after, 28), /임시공휴일/);
  assert.doesNotMatch(dayIn(after, 28), /출금일/);
  assert.match(dayIn(after, 29), /출금일 약정일 25일 금/);
  await world.site.kernel.calendar.removeHoliday("2026-12-28");
});

Deno.test("calendarRoutes() leads back to this month, and says where a month has nothing", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const visitor = await world.site.visitor({ staff: world.one.merchantAdmin.token });
  const now = await expectPage(visitor, debitPaths.calendar);
  assert.doesNotMatch(now, /이번 달로/);
  assert.match(dayIn(now, 20), /오늘/);
  const far = await expectPage(visitor, `${debitPaths.calendar}?month=2029-03`);
  assert.match(far, /이번 달로/);
  assert.match(far, /정해진 마감과 출금이 없습니다/);
});
