import { deepEqual, equal, throws } from "node:assert/strict";
import { openBankCalendar, UncoveredDayError } from "./bank_calendar.ts";

const open = () => openBankCalendar(Deno.makeTempDirSync());

Deno.test("addBusinessDays() steps over weekends and holidays, both ways", () => {
  const calendar = open();
  equal(calendar.addBusinessDays("2026-11-20", 1), "2026-11-23");
  equal(calendar.addBusinessDays("2026-11-21", 1), "2026-11-23");
  equal(calendar.addBusinessDays("2026-12-28", -1), "2026-12-24");
  equal(calendar.addBusinessDays("2026-02-13", 1), "2026-02-19");
  equal(calendar.businessDayFrom("2026-11-20"), "2026-11-20");
});

Deno.test("a holiday that was added outlasts a restart, and can be taken away", () => {
  const folder = Deno.makeTempDirSync();
  openBankCalendar(folder).add({ date: "2026-11-25", name: "임시공휴일" });
  const again = openBankCalendar(folder);
  equal(again.closedBecause("2026-11-25"), "임시공휴일");
  deepEqual(again.added(), [{ date: "2026-11-25", name: "임시공휴일" }]);
  equal(again.remove("2026-11-25"), true);
  equal(openBankCalendar(folder).isBusinessDay("2026-11-25"), true);
});

Deno.test("closedBecause() refuses a day beyond the calendar", () => {
  throws(() => open().closedBecause("2028-01-03"), UncoveredDayError);
  throws(() => open().addBusinessDays("2027-12-31", 1), UncoveredDayError);
});
