import type { AccessLogEntry } from "@maru/kernel";
import type { MessageLogEntry } from "@maru/notifications";
import { type Html, html, type Markup } from "../html.ts";
import { Badge, type Tone } from "../ui/badge.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { formatDate } from "../ui/date_text.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import type { AccessName, AccessNames } from "./access_names.ts";
import { ACCESS_ACTIONS, actionWords } from "./access_words.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";

/** 접속기록: who saw whose data, when, from where and why; kept two years. */
export function AccessLogPage(props: {
  view: View;
  rows: readonly AccessLogEntry[];
  names: AccessNames;
  text: string;
  /** Only of this action; "" for all. */
  action: string;
  nextHref?: string;
}): Markup {
  const { names, text, action } = props;
  return OperatorLayout({
    view: props.view,
    title: "접속기록",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "접속기록", note: "고치거나 지울 수 없으며 2년 동안 보관합니다" })}
        ${Table({
          caption: "접속기록",
          rows: props.rows,
          filters: Search({
            action: operatorPaths.accessLog,
            text,
            label: "이름, 아이디, 접속지, 사유",
            more: ActionFilter(action),
          }),
          exports: [{
            label: "CSV로 내려받기",
            href: `${operatorPaths.accessLogCsv}?${new URLSearchParams({ text, action })}`,
          }],
          empty: { title: "기록이 없습니다." },
          columns: [
            {
              key: "at",
              title: "때",
              telling: true,
              nowrap: true,
              cell: (row) => `${formatDate(row.at, "date")} ${formatDate(row.at, "time")}`,
            },
            {
              key: "actor",
              title: "누가",
              rowHeader: true,
              telling: true,
              cell: (row) => Name(names.actor(row)),
            },
            {
              key: "action",
              title: "한 일",
              telling: true,
              nowrap: true,
              cell: (row) => actionWords(row.action),
            },
            {
              key: "subject",
              title: "누구의",
              cell: (row) => Name(names.subject(row)),
            },
            { key: "address", title: "접속지", nowrap: true, cell: (row) => row.address ?? "-" },
            { key: "reason", title: "사유", cell: (row) => row.reason ?? "-" },
          ],
        })}
        ${More(props.nextHref)}
      </div>
    `,
  });
}

const MESSAGE_STATES: Readonly<Record<MessageLogEntry["state"], readonly [Tone, string]>> = {
  pending: ["info", "보내는 중"],
  sent: ["info", "보냄"],
  delivered: ["good", "받음"],
  failed: ["bad", "실패"],
  suppressed: ["neutral", "수신거부"],
};

const HOP_WORDS: Readonly<Record<MessageLogEntry["hops"][number]["state"], string>> = {
  pending: "대기",
  sent: "보냄",
  delivered: "받음",
  failed: "실패",
};

const CHANNELS = { alimtalk: "알림톡", sms: "문자", lms: "긴 문자" } as const;

/** 발송 기록: every message with its hops. */
export function MessagesPage(props: {
  view: View;
  rows: readonly MessageLogEntry[];
  text: string;
  nextHref?: string;
}): Markup {
  return OperatorLayout({
    view: props.view,
    title: "발송 기록",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "발송 기록" })}
        ${Table({
          caption: "발송 기록",
          rows: props.rows,
          filters: Search({
            action: operatorPaths.messages,
            text: props.text,
            label: "템플릿, 번호 뒷자리",
          }),
          empty: { title: "보낸 알림이 없습니다." },
          columns: [
            {
              key: "at",
              title: "때",
              telling: true,
              nowrap: true,
              cell: (row) => formatDate(row.createdAt, "dateTime"),
            },
            {
              key: "template",
              title: "템플릿",
              rowHeader: true,
              telling: true,
              cell: (row) => row.template,
            },
            { key: "phone", title: "받는 번호", nowrap: true, cell: (row) => row.phoneMasked },
            {
              key: "state",
              title: "상태",
              telling: true,
              cell: (row) => {
                const [tone, word] = MESSAGE_STATES[row.state];
                return Badge({ tone, children: word });
              },
            },
            { key: "hops", title: "경로", cell: Hops },
          ],
        })}
        ${More(props.nextHref)}
      </div>
    `,
  });
}

function Hops(row: MessageLogEntry): Html {
  return row.hops.map((hop) =>
    `${CHANNELS[hop.channel]} ${HOP_WORDS[hop.state]}${hop.failure ? ` (${hop.failure})` : ""}`
  ).join(" → ") || "-";
}

function Name({ name, detail }: AccessName): Html {
  return html`
    <span class="log-name">
      ${name}${detail === "" ? null : html`<span class="cell-note">${detail}</span>`}
    </span>
  `;
}

function ActionFilter(action: string): Markup {
  const actions = Object.entries(ACCESS_ACTIONS);
  return html`
    <select class="input select input-small" name="action" aria-label="한 일">
      <option value="">한 일 전체</option>
      ${actions.map(([value, words]) =>
        html`<option value=${value} selected=${value === action}>${words.action}</option>`
      )}
    </select>
  `;
}

function Search(
  { action, text, label, more }: {
    readonly action: string;
    readonly text: string;
    readonly label: string;
    readonly more?: Html;
  },
): Markup {
  return html`
    <form method="get" action=${action} class="filter-form">
      ${more}
      <input
        class="input input-small"
        type="search"
        name="text"
        value=${text}
        aria-label=${label}
        placeholder=${label}
      />
      ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}

function More(href: string | undefined): Html {
  return href === undefined
    ? null
    : html`<div class="button-row">${LinkButton({ href, children: "더 보기" })}</div>`;
}
