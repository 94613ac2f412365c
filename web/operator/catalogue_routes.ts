import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { type FieldError, readForm, text, valueOf } from "../forms/mod.ts";
import { page } from "../page.ts";
import { slugParam } from "../params.ts";
import { CataloguePage, DocumentTypePage, type DocumentTypeTyped } from "./catalogue_page.ts";
import { actorOf, type OperatorContext, operatorPaths, requireOperator } from "./context.ts";
import { HolidaysPage } from "./holidays_page.ts";

const YEARS_BACK = 1;
const YEARS_AHEAD = 1;

/** What operators keep as data: document types and holidays. */
export function catalogueRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  typeRoutes(context, routes);
  holidayRoutes(context, routes);
}

function typeRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const desk = context.submission.operator;
  routes.get(operatorPaths.catalogue, async (c) => {
    await requireOperator(context, c);
    return page(c, CataloguePage({ view: c.var.view, types: await desk.catalogue() }));
  });
  routes.get(operatorPaths.documentType(":code"), async (c) => {
    await requireOperator(context, c);
    return await showType(context, c, {});
  });
  routes.post(operatorPaths.documentType(":code"), async (c) => {
    const session = await requireOperator(context, c);
    const body = await c.req.parseBody();
    const typed = {
      expectedSeconds: String(body["expectedSeconds"] ?? "").trim(),
      periodDefault: String(body["periodDefault"] ?? "").trim(),
      active: body["active"] === "on",
    };
    const seconds = Number(typed.expectedSeconds);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3_600) {
      const message = "1부터 3,600까지의 숫자를 입력해 주십시오.";
      return await showType(context, c, { typed, errors: [{ field: "expectedSeconds", message }] });
    }
    const code = slugParam(c, "code");
    try {
      await desk.saveDocumentType({
        ...typed,
        code,
        expectedSeconds: seconds,
        actor: actorOf(session),
      });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "PeriodExpressionError") throw error;
      const message = "기간 규칙을 읽을 수 없습니다. 예: last 3 fiscalYears";
      return await showType(context, c, { typed, errors: [{ field: "periodDefault", message }] });
    }
    return c.redirect(`${operatorPaths.documentType(code)}?saved=1`, 303);
  });
}

async function showType(
  context: OperatorContext,
  c: Context<WebEnv>,
  extra: { typed?: DocumentTypeTyped; errors?: readonly FieldError[] },
): Promise<Response> {
  const code = slugParam(c, "code");
  const type = (await context.submission.operator.catalogue()).find((each) => each.code === code);
  if (type === undefined) throw new PageNotFoundError();
  const saved = c.req.query("saved") === "1";
  return page(
    c,
    DocumentTypePage({ view: c.var.view, type, saved, ...extra }),
    extra.errors === undefined ? 200 : 422,
  );
}

function holidayRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { calendar } = context.kernel;
  routes.get(operatorPaths.holidays, async (c) => {
    await requireOperator(context, c);
    return await showHolidays(context, c, {});
  });
  routes.post(operatorPaths.holidays, async (c) => {
    await requireOperator(context, c);
    const form = await readForm(c, {
      date: text({
        label: "날짜",
        pattern: /^\d{4}-\d{2}-\d{2}$/,
        patternMessage: "날짜를 골라 주십시오.",
      }),
      name: text({ label: "이름", lengthMax: 40 }),
    });
    const typed = { date: valueOf(form.values, "date"), name: valueOf(form.values, "name") };
    if (!form.ok) return await showHolidays(context, c, { typed, errors: form.errors });
    if (!isCalendarDate(form.value.date)) {
      const errors = [{ field: "date", message: "달력에 있는 날짜를 골라 주십시오." }];
      return await showHolidays(context, c, { typed, errors });
    }
    await calendar.addHoliday(form.value);
    return c.redirect(`${operatorPaths.holidays}?year=${form.value.date.slice(0, 4)}`, 303);
  });
  routes.post(operatorPaths.holidayRemoval, async (c) => {
    await requireOperator(context, c);
    const date = String((await c.req.parseBody())["date"] ?? "");
    if (!isCalendarDate(date)) throw new PageNotFoundError();
    await calendar.removeHoliday(date);
    return c.redirect(`${operatorPaths.holidays}?year=${date.slice(0, 4)}`, 303);
  });
}

/** "2026-02-30" looks like a date and is none. */
function isCalendarDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

async function showHolidays(
  context: OperatorContext,
  c: Context<WebEnv>,
  extra: { typed?: { date: string; name: string }; errors?: readonly FieldError[] },
): Promise<Response> {
  const { calendar, clock } = context.kernel;
  const thisYear = Number(calendar.dateOf(clock.now()).slice(0, 4));
  const asked = Number(c.req.query("year") ?? thisYear);
  const year = Number.isInteger(asked) && asked >= 2018 && asked <= 2100 ? asked : thisYear;
  const near = Array.from(
    { length: YEARS_BACK + YEARS_AHEAD + 1 },
    (_, index) => thisYear - YEARS_BACK + index,
  );
  const years = [...new Set([...near, year])].sort();
  const holidays = await calendar.holidays(year);
  return page(
    c,
    HolidaysPage({ view: c.var.view, year, years, holidays, ...extra }),
    extra.errors === undefined ? 200 : 422,
  );
}
