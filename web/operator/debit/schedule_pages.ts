import type { ScheduleRule } from "@maru/debit";
import { type FieldTexts, type FormField, FormFields } from "../../debit/money_form.ts";
import type { FieldError } from "../../forms/mod.ts";
import { html, type Markup } from "../../html.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { RAIL_WORDS } from "./words.ts";

const OPERATION_WORDS: Readonly<Record<ScheduleRule["operation"], string>> = {
  registration: "계좌신청",
  debit: "이체",
  sameDayDebit: "당일 이체",
};

export const SCHEDULE_FIELDS: readonly FormField[] = [
  { name: "cutoffDays", label: "마감(기준일에서 영업일)", inputMode: "text", lengthMax: 3 },
  { name: "cutoffTime", label: "마감 시각", hint: "예: 14:00", lengthMax: 5 },
  { name: "sendByDays", label: "보낼 기한(기준일에서 영업일)", lengthMax: 3 },
  { name: "sendByTime", label: "보낼 기한 시각", lengthMax: 5 },
  { name: "resultDays", label: "결과(기준일에서 며칠)", lengthMax: 3 },
  { name: "resultTime", label: "결과 시각", lengthMax: 5 },
  {
    name: "resultDaysKind",
    label: "결과 날짜를 세는 법",
    options: [{ value: "business", label: "영업일" }, { value: "calendar", label: "달력일" }],
  },
  { name: "registrationLeadDays", label: "계좌신청을 마쳐야 하는 영업일 수", lengthMax: 3 },
];

const pathOf = (rule: ScheduleRule) =>
  paths.scheduleRule(rule.rail, rule.operation, rule.bankCode === "*" ? "all" : rule.bankCode);

export function ruleName(rule: ScheduleRule): string {
  const bank = rule.bankCode === "*" ? "모든 은행" : `은행 ${rule.bankCode}`;
  return `${RAIL_WORDS[rule.rail]} · ${OPERATION_WORDS[rule.operation]} · ${bank}`;
}

/** 마감 시각: cutoffs and lags as rows. */
export function SchedulePage(props: { view: View; rules: readonly ScheduleRule[] }): Markup {
  return OperatorLayout({
    view: props.view,
    title: "마감 시각",
    current: paths.schedule,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "마감 시각",
          note: "계좌신청은 신청일, 이체는 출금일에서 셉니다",
        })}
        ${Table({
          caption: "마감 시각",
          rows: props.rules,
          empty: { title: "정한 시각이 없습니다." },
          columns: [
            {
              key: "name",
              title: "업무",
              telling: true,
              rowHeader: true,
              cell: (rule) => html`<a href=${pathOf(rule)}>${ruleName(rule)}</a>`,
            },
            {
              key: "cutoff",
              title: "마감",
              telling: true,
              cell: (rule) => `${dayWords(rule.cutoffDays)} ${rule.cutoffTime}`,
            },
            {
              key: "send",
              title: "보낼 기한",
              cell: (rule) => `${dayWords(rule.sendByDays)} ${rule.sendByTime}`,
            },
            {
              key: "result",
              title: "결과",
              telling: true,
              cell: (rule) => `${dayWords(rule.resultDays)} ${rule.resultTime}`,
            },
          ],
        })}
      </div>
    `,
  });
}

function dayWords(days: number): string {
  return days === 0 ? "D" : days < 0 ? `D−${-days}` : `D+${days}`;
}

/** One rule to change. */
export function ScheduleRulePage(props: {
  view: View;
  rule: ScheduleRule;
  values: FieldTexts;
  errors?: readonly FieldError[];
}): Markup {
  return OperatorLayout({
    view: props.view,
    title: "마감 시각 변경",
    current: paths.schedule,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "마감 시각 변경", note: ruleName(props.rule) })}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: pathOf(props.rule),
            children: html`
              ${FormFields({ fields: SCHEDULE_FIELDS, values: props.values, errors: props.errors })}
              ${Button({ kind: "primary", children: "저장" })}
            `,
          }),
        })}
        <div>${LinkButton({ href: paths.schedule, children: "목록으로" })}</div>
      </div>
    `,
  });
}
