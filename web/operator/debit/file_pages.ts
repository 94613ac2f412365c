import {
  type Alert,
  type Bank,
  type FileFilter,
  type FileRow,
  type Page,
  RAILS,
} from "@maru/debit";
import { dateCell } from "../../debit/date_words.ts";
import { paginationOf, type Place, queryOf } from "../../debit/list_query.ts";
import { PeriodFilter } from "../../debit/money_period.ts";
import { StateBadge } from "../../debit/money_words.ts";
import { sheetLinks } from "../../debit/sheet_links.ts";
import type { ListColumn } from "../../debit/whole_list.ts";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { Badge } from "../../ui/badge.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { formatDate } from "../../ui/date_text.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { formatWon, groupDigits } from "../../ui/money.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { ALERT_WORDS, FILE_STATES, FILE_WORDS, RAIL_WORDS } from "./words.ts";

export interface FilesPageProps {
  readonly view: View;
  readonly filter: FileFilter;
  readonly place: Place;
  readonly found: Page<FileRow>;
  readonly banks: readonly Bank[];
}

/** 송수신 파일: what was sent to banks, and what came back for it. */
export function FilesPage(props: FilesPageProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: "송수신 파일",
    current: paths.files,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "송수신 파일",
          actions: Form({
            view: props.view,
            action: paths.filesRun,
            inline: true,
            children: Button({ kind: "primary", children: "지금 확인" }),
          }),
        })}
        ${FileTable(props)}
      </div>
    `,
  });
}

function FileTable({ filter, place, found, banks }: FilesPageProps): Markup {
  const query = queryOf({ ...filter });
  return Table({
    caption: "송수신 파일",
    columns: fileColumns(banks),
    rows: found.rows,
    empty: { title: "이 기간의 파일이 없습니다." },
    filters: FileFilters(filter, banks),
    exports: sheetLinks((format) => `${paths.files}.${format}?${query}`),
    pagination: paginationOf({ path: paths.files, query, place, page: found }),
  });
}

function FileFilters(filter: FileFilter, banks: readonly Bank[]): Markup {
  const { from, to, rail = "", bankCode = "", state = "" } = filter;
  return PeriodFilter({
    action: paths.files,
    from,
    to,
    selects: [
      {
        name: "rail",
        label: "경로",
        value: rail,
        options: [
          { value: "", label: "경로 전체" },
          ...RAILS.map((each) => ({ value: each, label: RAIL_WORDS[each] })),
        ],
      },
      {
        name: "bankCode",
        label: "은행",
        value: bankCode,
        options: [
          { value: "", label: "은행 전체" },
          ...banks.map(({ code, name }) => ({ value: code, label: name })),
        ],
      },
      {
        name: "state",
        label: "상태",
        value: state,
        options: [
          { value: "", label: "상태 전체" },
          ...FILE_STATES.map((each) => ({ value: each, label: FILE_WORDS[each][1] })),
        ],
      },
    ],
  });
}

/** As the page shows and saves them. */
export function fileColumns(banks: readonly Bank[]): readonly ListColumn<FileRow>[] {
  const names = new Map(banks.map(({ code, name }) => [code, name]));
  const railText = ({ rail, bankCode }: FileRow) =>
    [RAIL_WORDS[rail], names.get(bankCode)].filter(Boolean).join(" · ");
  return [
    {
      key: "name",
      title: "파일",
      telling: true,
      rowHeader: true,
      value: (each) => each.name || each.kind,
      cell: (each) => [
        html`<a href=${paths.fileContent(each.id)}>${each.name || each.kind}</a>`,
        html`<span class="cell-text cell-narrow-only">${railText(each)}</span>`,
      ],
    },
    {
      key: "date",
      title: "업무일",
      nowrap: true,
      kind: "date",
      value: (each) => each.businessDate,
      cell: (each) => dateCell(each.businessDate),
    },
    { key: "rail", title: "경로", nowrap: true, value: railText, cell: railText },
    {
      key: "count",
      title: "건수",
      align: "right",
      kind: "integer",
      value: (each) => each.recordCount,
      cell: (each) => groupDigits(each.recordCount),
    },
    {
      key: "won",
      title: "금액",
      align: "right",
      kind: "won",
      value: (each) => each.totalWon,
      cell: (each) => each.totalWon === 0n ? "-" : formatWon(each.totalWon),
    },
    {
      key: "sent",
      title: "보낸 시각",
      nowrap: true,
      value: sentText,
      cell: sentText,
    },
    { key: "received", title: "받은 파일", value: receivedText, cell: receivedText },
    {
      key: "state",
      title: "상태",
      telling: true,
      value: (each) => FILE_WORDS[each.state][1],
      cell: (each) => StateBadge(FILE_WORDS[each.state]),
    },
  ];
}

function sentText({ sentAt }: FileRow): string {
  return sentAt === undefined ? "-" : formatDate(sentAt, "dateTime");
}

function receivedText({ received }: FileRow): string {
  return received.map(({ kind, state, refusal }) =>
    state === "applied" ? `${kind} 반영` : `${kind} 거절 ${refusal ?? ""}`
  ).join(", ") || "-";
}

/** Why the bytes are looked at: they hold account numbers. */
export function FileContentPage(
  props: { view: View; file: FileRow; reason: string; errors?: readonly FieldError[] },
): Markup {
  return OperatorLayout({
    view: props.view,
    title: "파일 내려받기",
    current: paths.files,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "파일 내려받기", note: `${props.file.name} · 보낸 그대로입니다` })}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: paths.fileContent(props.file.id),
            children: html`
              <p class="quiet">계좌번호가 들어 있어, 내려받은 사람과 사유가 접속기록에 남습니다.</p>
              ${TextInput({
                name: "reason",
                label: "사유",
                value: props.reason,
                lengthMax: 200,
                error: props.errors?.[0]?.message,
              })}
              ${Button({ kind: "primary", children: "내려받기" })}
            `,
          }),
        })}
        <div>${LinkButton({ href: paths.files, children: "목록으로" })}</div>
      </div>
    `,
  });
}

/** 경보: what the exchange refused or misses; open ones unless all are asked for. */
export function AlertsPage(
  props: {
    view: View;
    alerts: readonly Alert[];
    showsAll: boolean;
    /** There are more than are shown. */
    isCut: boolean;
  },
): Markup {
  return OperatorLayout({
    view: props.view,
    title: "경보",
    current: paths.alerts,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "경보" })}
        <div>
          ${LinkButton({
            href: props.showsAll ? paths.alerts : `${paths.alerts}?all=1`,
            size: "small",
            children: props.showsAll ? "확인하지 않은 것만 보기" : "확인한 것도 보기",
          })}
        </div>
        ${Table({
          caption: "경보",
          rows: props.alerts,
          empty: { title: "확인할 경보가 없습니다." },
          columns: [
            {
              key: "kind",
              title: "경보",
              telling: true,
              rowHeader: true,
              cell: (each) => ALERT_WORDS[each.kind],
            },
            {
              key: "at",
              title: "시각",
              nowrap: true,
              cell: (each) => formatDate(each.at, "dateTime"),
            },
            {
              key: "rail",
              title: "경로",
              cell: (each) => each.rail === undefined ? "-" : RAIL_WORDS[each.rail],
            },
            {
              key: "details",
              title: "내용",
              cell: (each) =>
                Object.entries(each.details).map(([name, value]) => `${name}: ${value}`).join(", "),
            },
            { key: "state", title: "상태", telling: true, cell: (each) => AlertState(props, each) },
          ],
        })}
        ${props.isCut
          ? html`<p class="quiet">새 것부터 ${props.alerts.length}건만 보여 드립니다.</p>`
          : null}
      </div>
    `,
  });
}

function AlertState(props: { view: View }, alert: Alert): Html {
  if (alert.acknowledgedAt !== undefined) return Badge({ tone: "neutral", children: "확인함" });
  return Form({
    view: props.view,
    action: paths.alertEnd(alert.id),
    inline: true,
    children: Button({ size: "small", children: "확인", label: `${ALERT_WORDS[alert.kind]} 확인` }),
  });
}
