import { RAILS } from "../parts.ts";
import { tables } from "../tables.ts";
import { ScheduleRuleError } from "./errors.ts";
import { FieldChecks } from "./field_checks.ts";
import type { MerchantDesk, MerchantParts, ScheduleRule } from "./merchant_desk.ts";

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const BANK = /^(\*|\d{3})$/;
const DAYS = { min: -10, max: 10 } as const;
const LATER_DAYS = { min: 0, max: 10 } as const;

/** Cutoffs and lags as rows; `schedule` reads them. */
export function createScheduleRules(
  { kernel }: Pick<MerchantParts, "kernel">,
): Pick<MerchantDesk, "scheduleRules" | "saveScheduleRule"> {
  return {
    async scheduleRules() {
      const rows = await tables(kernel.database.db).selectFrom("schedule_rule").selectAll()
        .orderBy("rail").orderBy("operation").orderBy("bank_code").execute();
      return rows.map((row) => ({
        rail: row.rail,
        bankCode: row.bank_code,
        operation: row.operation,
        countedFrom: row.counted_from,
        cutoffDays: row.cutoff_days,
        cutoffTime: row.cutoff_time,
        sendByDays: row.send_by_days,
        sendByTime: row.send_by_time,
        resultDays: row.result_days,
        resultTime: row.result_time,
        resultDaysKind: row.result_days_kind,
        registrationLeadDays: row.registration_lead_days,
      }));
    },
    async saveScheduleRule({ actor, ...rule }) {
      checkRule(rule);
      const values = {
        counted_from: rule.countedFrom,
        cutoff_days: rule.cutoffDays,
        cutoff_time: rule.cutoffTime,
        send_by_days: rule.sendByDays,
        send_by_time: rule.sendByTime,
        result_days: rule.resultDays,
        result_time: rule.resultTime,
        result_days_kind: rule.resultDaysKind,
        registration_lead_days: rule.registrationLeadDays,
      };
      await kernel.transaction(async (tx) => {
        await tables(tx).insertInto("schedule_rule").values({
          rail: rule.rail,
          bank_code: rule.bankCode,
          operation: rule.operation,
          ...values,
        }).onConflict((conflict) =>
          conflict.columns(["rail", "bank_code", "operation"]).doUpdateSet(values)
        ).execute();
        await kernel.accessLog.record(tx, {
          actor,
          action: "debit.schedule.save",
          subject: `schedule:${rule.rail}:${rule.bankCode}:${rule.operation}`,
          reason: `${rule.cutoffDays} ${rule.cutoffTime} → ${rule.resultDays} ${rule.resultTime}`,
        });
      });
    },
  };
}

/** @throws {ScheduleRuleError} */
function checkRule(rule: ScheduleRule): void {
  const checks = new FieldChecks<keyof ScheduleRule>();
  if (!RAILS.includes(rule.rail)) checks.refuse("rail", "unknown");
  if (!BANK.test(rule.bankCode)) checks.refuse("bankCode", "unknown");
  checkOperation(checks, rule);
  checks.integer("cutoffDays", rule.cutoffDays, DAYS);
  checks.integer("sendByDays", rule.sendByDays, DAYS);
  checks.integer("resultDays", rule.resultDays, LATER_DAYS);
  checks.integer("registrationLeadDays", rule.registrationLeadDays, LATER_DAYS);
  for (const field of ["cutoffTime", "sendByTime", "resultTime"] as const) {
    if (!TIME.test(rule[field])) checks.refuse(field, "format");
  }
  if (isLater([rule.cutoffDays, rule.cutoffTime], [rule.sendByDays, rule.sendByTime])) {
    checks.refuse("sendByTime", "reversed");
  }
  if (isLater([rule.sendByDays, rule.sendByTime], [rule.resultDays, rule.resultTime])) {
    checks.refuse("resultTime", "reversed");
  }
  if (checks.problems.length > 0) throw new ScheduleRuleError(checks.problems);
}

/** An application counts from the day of asking, a debit from its own day. */
function checkOperation(checks: FieldChecks<keyof ScheduleRule>, rule: ScheduleRule): void {
  const expected = rule.operation === "registration" ? "requestDay" : "debitDay";
  if (!["registration", "debit", "sameDayDebit"].includes(rule.operation)) {
    checks.refuse("operation", "unknown");
  } else if (rule.countedFrom !== expected) checks.refuse("countedFrom", "unknown");
  if (!["business", "calendar"].includes(rule.resultDaysKind)) {
    checks.refuse("resultDaysKind", "unknown");
  }
}

type Moment = readonly [days: number, time: string];

function isLater([days, time]: Moment, [otherDays, otherTime]: Moment): boolean {
  return days > otherDays || (days === otherDays && time > otherTime);
}
