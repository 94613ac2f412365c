import { equal } from "node:assert/strict";
import { openBankCalendar } from "./calendar/bank_calendar.ts";
import { koreanMoment } from "./calendar/korean_day.ts";
import type { SentKind } from "./file_kind.ts";
import { createTimetable } from "./timetable.ts";

const timetable = createTimetable(openBankCalendar(Deno.makeTempDirSync()));
const at = (time: string) => koreanMoment(time.slice(0, 10), time.slice(11)).toISOString();

Deno.test("closesAt() counts business days from the day in the name", () => {
  const closes = (kind: SentKind, day: string) => timetable.closesAt(kind, day).toISOString();
  // A Friday: the next business day is Monday.
  equal(closes("EB13", "2026-11-20"), at("2026-11-23 12:00"));
  equal(closes("EI13", "2026-11-20"), at("2026-11-23 12:00"));
  equal(closes("EB12", "2026-11-20"), at("2026-11-24 15:00"));
  equal(closes("EB21", "2026-11-23"), at("2026-11-20 17:00"));
  equal(closes("EC21", "2026-11-23"), at("2026-11-23 12:00"));
});

Deno.test("answeredAt() gives EB22 the night after, also before a holiday, and EB14 two business days on", () => {
  const answered = (kind: SentKind, day: string) =>
    timetable.answeredAt({ kind, day, arrivedAt: new Date(at(`${day} 10:00`)), isLine: false })
      .toISOString();
  equal(answered("EB21", "2026-11-20"), at("2026-11-21 03:00"));
  equal(answered("EB21", "2026-12-24"), at("2026-12-25 03:00"));
  equal(answered("EC21", "2026-11-20"), at("2026-11-20 23:00"));
  equal(answered("EB13", "2026-11-20"), at("2026-11-24 14:00"));
});

Deno.test("a direct line answers on the next business day at 11:00, but not before the debit day", () => {
  const answered = (day: string, arrived: string) =>
    timetable.answeredAt({ kind: "EB21", day, arrivedAt: new Date(at(arrived)), isLine: true })
      .toISOString();
  equal(answered("2026-11-20", "2026-11-20 14:10"), at("2026-11-23 11:00"));
  equal(answered("2026-11-23", "2026-11-20 14:10"), at("2026-11-23 11:00"));
  equal(answered("2026-11-25", "2026-11-20 14:10"), at("2026-11-25 11:00"));
});

Deno.test("a direct line is open on business days until 15:00", () => {
  equal(timetable.isLineOpen(new Date(at("2026-11-20 14:59"))), true);
  equal(timetable.isLineOpen(new Date(at("2026-11-20 15:00"))), false);
  equal(timetable.isLineOpen(new Date(at("2026-11-21 10:00"))), false);
});
