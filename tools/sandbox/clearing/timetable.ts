import type { BankCalendar } from "./calendar/bank_calendar.ts";
import { addDays, type Day, koreanDay, koreanMoment } from "./calendar/korean_day.ts";
import type { SentKind } from "./file_kind.ts";

/** The time after which a bank's line takes nothing more that day: merchants' 14:00 and an hour to send. */
const LINE_CLOSES = "15:00";
const LINE_ANSWERS = "11:00";
/** How far ahead a debit may be asked for. */
const DEBIT_AHEAD_DAYS_MAX = 31;
/** Banks debit at the end of the debit day. */
const BANKS_DEBIT = "18:00";

/** When files are taken, worked on and answered. Source: KFTC's page on CMS, the merchants' manual. */
export interface Timetable {
  /** Between these the centre takes a file of that day. */
  openFrom(kind: SentKind, day: Day): Date;
  closesAt(kind: SentKind, day: Day): Date;
  /** Whether a bank's line takes files now. */
  isLineOpen(now: Date): boolean;
  /** When accounts are debited, or mandates begin. */
  workAt(sent: SentMoment): Date;
  /** When the answer to a sent file can be fetched. */
  answeredAt(sent: SentMoment): Date;
  /** When the registrations that a bank took on a day go out as EB11. */
  registrationsOutAt(day: Day): Date;
  /** When registrations of EB11 stand, unless the institution refused them before. */
  registrationsStandAt(day: Day): Date;
}

export interface SentMoment {
  readonly kind: SentKind;
  readonly day: Day;
  readonly arrivedAt: Date;
  readonly isLine: boolean;
}

export function createTimetable(calendar: BankCalendar): Timetable {
  const businessDay = (day: Day, count: number) => calendar.addBusinessDays(day, count);
  const registrationsOutAt = (day: Day) => koreanMoment(businessDay(day, 1), "11:00");

  return {
    openFrom(kind, day) {
      if (kind === "EB12") return registrationsOutAt(day);
      const isDebit = kind === "EB21" || kind === "EC21";
      return koreanMoment(isDebit ? addDays(day, -DEBIT_AHEAD_DAYS_MAX) : day, "00:00");
    },
    closesAt(kind, day) {
      switch (kind) {
        case "EB12":
          return koreanMoment(businessDay(day, 2), "15:00");
        case "EB13":
        case "EI13":
          return koreanMoment(businessDay(day, 1), "12:00");
        case "EB21":
          return koreanMoment(businessDay(day, -1), "17:00");
        case "EC21":
          return koreanMoment(day, "12:00");
      }
    },
    isLineOpen(now) {
      const today = koreanDay(now);
      return calendar.isBusinessDay(today) && now < koreanMoment(today, LINE_CLOSES);
    },
    workAt: (sent) => earlier(debitEvening(calendar, sent), answeredAt(calendar, sent)),
    answeredAt: (sent) => answeredAt(calendar, sent),
    registrationsOutAt,
    registrationsStandAt: (day) => koreanMoment(businessDay(day, 2), "15:00"),
  };
}

/** Which result answers in the morning or the night after, by kind. */
function answeredAt(calendar: BankCalendar, sent: SentMoment): Date {
  if (sent.isLine) return lineAnsweredAt(calendar, sent);
  const answers: Readonly<Record<SentKind, () => Date>> = {
    EB12: () => koreanMoment(calendar.addBusinessDays(sent.day, 2), "15:00"),
    EI13: () => sent.arrivedAt,
    EB13: () => koreanMoment(calendar.addBusinessDays(sent.day, 2), "14:00"),
    // Also where the day after is a holiday.
    EB21: () => koreanMoment(addDays(sent.day, 1), "03:00"),
    EC21: () => koreanMoment(sent.day, "23:00"),
  };
  return answers[sent.kind]();
}

/** The next business day at 11:00, but never before the debit day itself. */
function lineAnsweredAt(calendar: BankCalendar, sent: SentMoment): Date {
  const received = koreanDay(sent.arrivedAt);
  const next = calendar.addBusinessDays(received, 1);
  const debited = calendar.businessDayFrom(sent.day);
  return koreanMoment(next > debited ? next : debited, LINE_ANSWERS);
}

function debitEvening(calendar: BankCalendar, sent: SentMoment): Date {
  if (sent.kind !== "EB21" && sent.kind !== "EC21") return answeredAt(calendar, sent);
  const received = koreanDay(sent.arrivedAt);
  const debited = calendar.businessDayFrom(sent.day);
  return koreanMoment(received > debited ? received : debited, BANKS_DEBIT);
}

function earlier(left: Date, right: Date): Date {
  return left < right ? left : right;
}
