import { type ScheduleRule, ScheduleRuleError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { integerField } from "../../debit/money_fields.ts";
import { type FieldTexts, textsOf } from "../../debit/money_form.ts";
import { PageNotFoundError } from "../../errors/web_errors.ts";
import { choice, type FieldError, readForm, text } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { type OperatorDebitContext, operatorOf, provedOperatorOf } from "./context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { fieldErrorsOf } from "./problems.ts";
import { SCHEDULE_FIELDS, SchedulePage, ScheduleRulePage } from "./schedule_pages.ts";

const days = (label: string) => integerField({ label, min: -10, max: 10 });
const time = (label: string) => text({ label, lengthMax: 5 });

const readers = {
  cutoffDays: days("마감일"),
  cutoffTime: time("마감 시각"),
  sendByDays: days("보낼 기한"),
  sendByTime: time("보낼 기한 시각"),
  resultDays: days("결과일"),
  resultTime: time("결과 시각"),
  resultDaysKind: choice({ label: "결과 날짜를 세는 법", of: ["business", "calendar"] }),
  registrationLeadDays: days("계좌신청을 마쳐야 하는 영업일 수"),
};

const LABELS = Object.fromEntries(SCHEDULE_FIELDS.map(({ name, label }) => [name, label]));
const RULE = paths.scheduleRule(":rail", ":operation", ":bank");

/** Cutoffs and lags, a row per rail, bank and operation. Changing one wants a second factor. */
export function scheduleRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { merchants } = context.debit;
  routes.get(paths.schedule, async (c) => {
    await operatorOf(context, c);
    return page(
      c,
      SchedulePage({ view: c.var.view, rules: await merchants.scheduleRules() }),
    );
  });
  routes.get(RULE, async (c) => {
    await provedOperatorOf(context, c);
    const rule = await ruleIn(context, c);
    return page(c, ScheduleRulePage({ view: c.var.view, rule, values: textsIn(rule) }));
  });
  routes.post(RULE, async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const rule = await ruleIn(context, c);
    const form = await readForm(c, readers);
    const values = textsOf(form.values);
    const again = (errors: readonly FieldError[]) =>
      page(c, ScheduleRulePage({ view: c.var.view, rule, values, errors }), 422);
    if (!form.ok) return again(form.errors);
    try {
      await merchants.saveScheduleRule({ ...rule, ...form.value, actor });
    } catch (error) {
      if (!(error instanceof ScheduleRuleError)) throw error;
      return again(fieldErrorsOf(error.problems, LABELS));
    }
    return c.redirect(paths.schedule, 303);
  });
}

/** @throws {PageNotFoundError} */
async function ruleIn(
  { debit }: OperatorDebitContext,
  c: Context<WebEnv>,
): Promise<ScheduleRule> {
  const bankCode = c.req.param("bank") === "all" ? "*" : c.req.param("bank");
  const found = (await debit.merchants.scheduleRules()).find((rule) =>
    rule.rail === c.req.param("rail") && rule.operation === c.req.param("operation") &&
    rule.bankCode === bankCode
  );
  if (found === undefined) throw new PageNotFoundError();
  return found;
}

function textsIn(rule: ScheduleRule): FieldTexts {
  return Object.fromEntries(Object.entries(rule).map(([name, value]) => [name, String(value)]));
}
