import type { StaffSession } from "@maru/auth";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { type FieldError, readForm, text, valueOf } from "../forms/mod.ts";
import { page } from "../page.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { actorOf, type OperatorContext, operatorPaths, requireOperator } from "./context.ts";
import { CoveragePage, HolidayChangePage } from "./holiday_confirm_page.ts";
import { holidayEffect } from "./holiday_effect.ts";
import { holidayPaths } from "./holiday_paths.ts";
import { holidayOn, shownChanges } from "./holiday_state.ts";
import { HolidaysPage } from "./holidays_page.ts";

const YEARS_BACK = 1;
/** The year after the next is shown as well: its holidays are proclaimed in June of the next. */
const YEARS_AHEAD = 2;
const YEAR_FIRST = 2018;
const YEAR_LAST = 2100;

const FIELDS = {
  date: text({
    label: "날짜",
    pattern: /^\d{4}-\d{2}-\d{2}$/,
    patternMessage: "날짜를 골라 주십시오.",
  }),
  name: text({ label: "이름", lengthMax: 40 }),
};

/** 공휴일: each change is shown with its effect before it is made, and can be undone. */
export function holidayRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  listRoutes(context, routes);
  additionRoutes(context, routes);
  removalRoutes(context, routes);
  coverageRoutes(context, routes);
}

function listRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  routes.get(operatorPaths.holidays, async (c) => {
    await requireOperator(context, c);
    return await showHolidays(context, c, {});
  });
  routes.post(operatorPaths.holidays, async (c) => {
    await requireOperator(context, c);
    const read = await readHoliday(context, c);
    return read instanceof Response ? read : c.redirect(holidayPaths.additionOf(read), 303);
  });
}

function additionRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { calendar } = context.kernel;
  routes.get(holidayPaths.addition, async (c) => {
    await requireProved(context, c);
    const date = c.req.query("date") ?? "";
    const name = (c.req.query("name") ?? "").trim();
    const isUsable = isCalendarDate(date) && name !== "" && name.length <= 40;
    if (!isUsable || isPast(context, date)) return c.redirect(holidayPaths.list, 303);
    const effect = await holidayEffect(calendar, date);
    const props = {
      view: c.var.view,
      change: "addition",
      holiday: { date, name },
      effect,
    } as const;
    return page(c, HolidayChangePage(props));
  });
  routes.post(holidayPaths.addition, async (c) => {
    const session = await requireProved(context, c);
    const read = await readHoliday(context, c);
    if (read instanceof Response) return read;
    await calendar.addHoliday(read, { actor: actorOf(session) });
    return c.redirect(holidayPaths.changed(read.date), 303);
  });
}

function removalRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { calendar } = context.kernel;
  routes.get(holidayPaths.removal, async (c) => {
    await requireProved(context, c);
    const holiday = await holidayOn(calendar, c.req.query("date") ?? "");
    if (holiday === undefined || isPast(context, holiday.date)) {
      return c.redirect(holidayPaths.list, 303);
    }
    const effect = await holidayEffect(calendar, holiday.date);
    const props = { view: c.var.view, change: "removal", holiday, effect } as const;
    return page(c, HolidayChangePage(props));
  });
  routes.post(holidayPaths.removal, async (c) => {
    const session = await requireProved(context, c);
    const date = String((await c.req.parseBody())["date"] ?? "");
    // Another operator may have been faster: then the list tells how things stand.
    if (!isCalendarDate(date) || isPast(context, date)) return c.redirect(holidayPaths.list, 303);
    await calendar.removeHoliday(date, { actor: actorOf(session) });
    return c.redirect(holidayPaths.changed(date), 303);
  });
}

function coverageRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { calendar } = context.kernel;
  const uncovered = async (text: string) => {
    const year = Number(text);
    const isUsable = Number.isInteger(year) && year >= thisYear(context) && year <= YEAR_LAST;
    return isUsable && !(await calendar.coveredYears()).includes(year) ? year : undefined;
  };
  routes.get(holidayPaths.coverage, async (c) => {
    await requireProved(context, c);
    const year = await uncovered(c.req.query("year") ?? "");
    if (year === undefined) return c.redirect(holidayPaths.list, 303);
    const holidayCount = (await calendar.holidays(year)).length;
    return page(c, CoveragePage({ view: c.var.view, year, holidayCount }));
  });
  routes.post(holidayPaths.coverage, async (c) => {
    await requireProved(context, c);
    const year = await uncovered(String((await c.req.parseBody())["year"] ?? ""));
    if (year === undefined) return c.redirect(holidayPaths.list, 303);
    await calendar.coverYear(year);
    return c.redirect(holidayPaths.year(year), 303);
  });
}

/** Debit dates and cutoffs move with the calendar, so changing it wants a second factor. */
async function requireProved(context: OperatorContext, c: Context<WebEnv>): Promise<StaffSession> {
  const session = await requireOperator(context, c);
  await requireSecondFactor(context, c);
  return session;
}

/** The holiday that was typed, or the page that says what is wrong with it. */
async function readHoliday(
  context: OperatorContext,
  c: Context<WebEnv>,
): Promise<{ date: string; name: string } | Response> {
  const form = await readForm(c, FIELDS);
  const typed = { date: valueOf(form.values, "date"), name: valueOf(form.values, "name") };
  if (!form.ok) return await showHolidays(context, c, { typed, errors: form.errors });
  const message = wrongDate(context, form.value.date);
  if (message === undefined) return form.value;
  return await showHolidays(context, c, { typed, errors: [{ field: "date", message }] });
}

function wrongDate(context: OperatorContext, date: string): string | undefined {
  if (!isCalendarDate(date)) return "달력에 있는 날짜를 골라 주십시오.";
  // What was sent on a day that is over was sent by the calendar of that day.
  if (isPast(context, date)) {
    return "지난 날짜는 바꿀 수 없습니다. 오늘부터의 날짜를 골라 주십시오.";
  }
  const year = Number(date.slice(0, 4));
  return year > YEAR_LAST ? `${YEAR_LAST}년까지의 날짜를 골라 주십시오.` : undefined;
}

async function showHolidays(
  context: OperatorContext,
  c: Context<WebEnv>,
  extra: { typed?: { date: string; name: string }; errors?: readonly FieldError[] },
): Promise<Response> {
  const { calendar } = context.kernel;
  const now = thisYear(context);
  const asked = Number(c.req.query("year") ?? now);
  const year = Number.isInteger(asked) && asked >= YEAR_FIRST && asked <= YEAR_LAST ? asked : now;
  const near = Array.from(
    { length: YEARS_BACK + YEARS_AHEAD + 1 },
    (_, index) => now - YEARS_BACK + index,
  );
  const today = todayOf(context);
  const changes = await shownChanges(calendar, today);
  const made = changes.find(({ date }) => date === c.req.query("changed"));
  return page(
    c,
    HolidaysPage({
      view: c.var.view,
      year,
      years: [...new Set([...near, year])].sort(),
      covered: (await calendar.coveredYears()).includes(year),
      holidays: await calendar.holidays(year),
      today,
      changes,
      ...(made === undefined ? {} : { made }),
      ...extra,
    }),
    extra.errors === undefined ? 200 : 422,
  );
}

function todayOf({ kernel }: OperatorContext): string {
  return kernel.calendar.dateOf(kernel.clock.now());
}

function thisYear(context: OperatorContext): number {
  return Number(todayOf(context).slice(0, 4));
}

function isPast(context: OperatorContext, date: string): boolean {
  return date < todayOf(context);
}

/** "2026-02-30" looks like a date and is none. */
function isCalendarDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
