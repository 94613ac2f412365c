import type { DeliveryView } from "@maru/submission";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { DateText, formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { PageTitle } from "../ui/page_title.ts";
import { type Column, Table } from "../ui/table.ts";
import { Tabs } from "../ui/tabs.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";

const STATES = [["", "전체"], ["pending", "보내는 중"], ["failed", "실패"], [
  "delivered",
  "완료",
]] as const;

export interface DeliveriesPageProps {
  readonly view: View;
  readonly rows: readonly DeliveryView[];
  readonly state: string;
  readonly nextHref?: string;
  readonly isAdmin: boolean;
}

/** 전달 기록: every hand-over with its attempts, and a button to send again. */
export function DeliveriesPage(props: DeliveriesPageProps): Markup {
  return ConsoleLayout({
    view: props.view,
    title: "전달 기록",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "전달 기록", note: "같은 서류를 다시 보내도 전달 번호는 같습니다" })}
        ${Tabs({
          label: "상태",
          tabs: STATES.map(([state, label]) => ({
            label,
            href: state === ""
              ? consolePaths.deliveries
              : `${consolePaths.deliveries}?state=${state}`,
            current: state === props.state,
          })),
        })}
        ${Table({
          caption: "전달 기록",
          rows: props.rows,
          empty: { title: "전달 기록이 없습니다." },
          columns: columns(props),
        })}
        ${props.nextHref === undefined
          ? null
          : html`<div class="button-row">${
            LinkButton({ href: props.nextHref, children: "더 보기" })
          }</div>`}
      </div>
    `,
  });
}

function columns(props: DeliveriesPageProps): readonly Column<DeliveryView>[] {
  return [
    {
      key: "createdAt",
      title: "만든 때",
      nowrap: true,
      cell: (row) => DateText({ at: row.createdAt, format: "dateTime" }),
    },
    {
      key: "document",
      title: "서류",
      telling: true,
      rowHeader: true,
      cell: (row) => row.documentName,
    },
    {
      key: "reference",
      title: "접수번호",
      nowrap: true,
      cell: (row) => row.submissionReference,
    },
    {
      key: "channel",
      title: "방법",
      nowrap: true,
      cell: (row) => row.channel === "webhook" ? "웹훅" : "조회 API",
    },
    { key: "state", title: "상태", telling: true, nowrap: true, cell: StateCell },
    { key: "attempts", title: "시도", cell: Attempts },
    {
      key: "action",
      title: "다시 보내기",
      telling: true,
      nowrap: true,
      cell: (row) => Action(props, row),
    },
  ];
}

function StateCell(row: DeliveryView): Html {
  switch (row.state) {
    case "delivered":
      return Badge({ tone: "good", children: "완료" });
    case "pending":
      return Badge({ tone: "info", children: "보내는 중" });
    case "failed":
      return Badge({ tone: "bad", children: "실패" });
  }
}

function Attempts(row: DeliveryView): Html {
  if (row.attempts.length === 0) return "-";
  return html`
    <details>
      <summary>${row.attempts.length}번</summary>
      <ol class="attempts">
        ${row.attempts.map((attempt) =>
          html`
            <li>${attemptWords(attempt)}</li>
          `
        )}
      </ol>
    </details>
  `;
}

function attemptWords(attempt: DeliveryView["attempts"][number]): string {
  return [
    formatDate(attempt.at, "dateTime"),
    attempt.status === undefined ? attempt.failure ?? "응답 없음" : `응답 ${attempt.status}`,
    `${attempt.durationMs.toLocaleString("ko-KR")}ms`,
    ...(attempt.manual ? ["직접 보냄"] : []),
  ].join(" · ");
}

function Action(props: { view: View; isAdmin: boolean }, row: DeliveryView): Html {
  if (row.channel !== "webhook" || !props.isAdmin) return "-";
  return Form({
    view: props.view,
    action: consolePaths.sendAgain(row.id),
    inline: true,
    children: Button({
      size: "small",
      children: "다시 보내기",
      label: `${row.documentName} 다시 보내기`,
    }),
  });
}
