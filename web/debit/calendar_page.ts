import type { BusinessDate, Holiday } from "@maru/kernel";
import { type Html, html, type Markup } from "../html.ts";
import { Badge, type Tone } from "../ui/badge.ts";
import { LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import { DeadlineBar } from "../ui/work_layout.ts";
import type { View } from "../view.ts";
import type { CalendarEvent } from "./calendar_events.ts";
import { debitDateWords } from "./calendar_words.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { countdownWords } from "./countdown.ts";
import {
  dayAfter,
  firstOfMonth,
  lastOfMonth,
  momentWords,
  monthAfter,
  monthWords,
  weekdayOf,
} from "./date_words.ts";
import type { NextCutoff } from "./next_cutoff.ts";
import type { UpcomingCutoff } from "./upcoming_cutoffs.ts";

export interface CalendarPageProps {
  readonly view: View;
  readonly now: Date;
  readonly today: BusinessDate;
  /** First day of the month that is shown. */
  readonly month: BusinessDate;
  readonly events: readonly CalendarEvent[];
  readonly holidays: readonly Holiday[];
  readonly next: NextCutoff | undefined;
  /** Cutoffs of contracted due days that lie ahead, soonest first. */
  readonly upcoming: readonly UpcomingCutoff[];
}

const WEEKDAYS = ["일", "월", "화", "수", "목", "금", "토"];
const TONES: Readonly<Record<CalendarEvent["kind"], Tone>> = {
  cutoff: "bad",
  debit: "info",
  result: "good",
  registration: "care",
  moved: "neutral",
};

/** 마감 달력: cutoffs, debits and results of a month, and how long it is until the next cutoff. */
export function CalendarPage(props: CalendarPageProps): Markup {
  return DebitLayout({
    view: props.view,
    title: "마감 달력",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "마감 달력" })} ${Next(props)}
        ${Card({ children: [MonthHead(props), Month(props), Nothing(props)] })}
        ${Upcoming(props)}
      </div>
    `,
  });
}

/** The month between its neighbours, and the way back to this one. */
function MonthHead({ month, today }: CalendarPageProps): Markup {
  const current = firstOfMonth(today);
  return html`
    <nav class="calendar-head" aria-label="달 이동">
      ${MonthLink(monthAfter(month, -1), "이전 달")}
      <div class="calendar-month">
        <h2>${monthWords(month)}</h2>
        ${month === current
          ? null
          : html`<a class="quiet" href=${debitPaths.calendar}>이번 달로</a>`}
      </div>
      ${MonthLink(monthAfter(month, 1), "다음 달")}
    </nav>
  `;
}

function MonthLink(month: BusinessDate, words: string): Markup {
  return LinkButton({ href: hrefOf(month), size: "small", children: words });
}

/** A year that no holidays are on record for yet has none either. */
function Nothing({ events }: CalendarPageProps): Html {
  if (events.length > 0) return null;
  return html`<p class="calendar-nothing quiet">이 달에는 정해진 마감과 출금이 없습니다.</p>`;
}

function hrefOf(month: BusinessDate): string {
  return `${debitPaths.calendar}?month=${month.slice(0, 7)}`;
}

function Next({ next, now }: CalendarPageProps): Html {
  if (next === undefined) return null;
  const { plan, contract, dueDates: [dueDate = plan.debitDate] } = next;
  const query = new URLSearchParams({ contractId: contract.id, dueDate });
  return DeadlineBar({
    label: `${debitDateWords({ ...plan, dueDates: next.dueDates })} 출금분 이체의뢰 마감까지`,
    value: countdownWords(plan.cutoffAt.getTime() - now.getTime()),
    note: html`
      <span class="nowrap">${momentWords(plan.cutoffAt, now)} 마감 ·</span>${" "}
      <span class="nowrap">결과 ${momentWords(plan.resultDueAt, now)}</span>
    `,
    action: LinkButton({ href: `${debitPaths.requests}?${query}`, children: "의뢰하러 가기" }),
  });
}

/** Narrow screens lay its days out as lines, where some browsers forget what a table is. */
function Month(props: CalendarPageProps): Markup {
  return html`
    <table class="debit-calendar" role="table">
      <caption class="visually-hidden">${monthWords(props.month)} 마감과 결과</caption>
      <thead role="rowgroup">
        <tr role="row">
          ${WEEKDAYS.map((day) => html`<th scope="col" role="columnheader">${day}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${weeksOf(props.month).map((week) =>
          html`<tr role="row">${week.map((date) => Day(props, date))}</tr>`
        )}
      </tbody>
    </table>
  `;
}

/** Weeks from Sunday to Saturday; days of other months are left empty. */
function weeksOf(month: BusinessDate): (BusinessDate | undefined)[][] {
  const last = lastOfMonth(month);
  const lead = WEEKDAYS.indexOf(weekdayOf(month));
  const days: (BusinessDate | undefined)[] = Array.from({ length: lead }, () => undefined);
  for (let date = month; date <= last; date = dayAfter(date, 1)) days.push(date);
  while (days.length % 7 !== 0) days.push(undefined);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

function Day(props: CalendarPageProps, date: BusinessDate | undefined): Markup {
  if (date === undefined) return html`<td class="day-empty" role="cell"></td>`;
  const holiday = props.holidays.find((each) => each.date === date);
  const isOff = holiday !== undefined || ["토", "일"].includes(weekdayOf(date));
  const isToday = date === props.today;
  const events = props.events.filter((event) => event.date === date);
  const isEmpty = events.length === 0 && holiday === undefined;
  const classes = [
    isOff ? "day-off" : "",
    isToday ? "day-today" : "",
    isEmpty && !isToday ? "day-empty" : "",
  ].filter((name) => name !== "").join(" ");
  return html`
    <td class=${classes === "" ? undefined : classes} role="cell">
      <span class="day-number" aria-current=${isToday ? "date" : undefined}>
        ${Number(date.slice(8))}<span class="visually-hidden">일 ${weekdayOf(date)}요일</span>
        <span class="day-weekday" aria-hidden="true">(${weekdayOf(date)})</span>
        ${isToday ? html`<span class="day-word">오늘</span>` : null}
      </span>
      ${isEmpty ? null : html`
        <ul class="day-events">
          ${holiday === undefined ? null : html`<li class="day-holiday">${holiday.name}</li>`}
          ${events.map((event) => html`<li>${EventBadge(event)}</li>`)}
        </ul>
      `}
    </td>
  `;
}

function EventBadge({ kind, time, text, note }: CalendarEvent): Markup {
  return Badge({
    tone: TONES[kind],
    children: html`
      ${time === undefined ? null : `${time} `}${text}
      ${note === undefined ? null : html`<span class="event-note"> ${note}</span>`}
    `,
  });
}

function Upcoming({ upcoming, now }: CalendarPageProps): Markup {
  return Table({
    caption: "다가오는 마감",
    title: "다가오는 마감",
    rows: upcoming,
    empty: { title: "다가오는 마감이 없습니다." },
    columns: [
      {
        key: "debitDate",
        title: "출금일",
        telling: true,
        rowHeader: true,
        cell: ({ contract, dueDate, plan }) => {
          const query = new URLSearchParams({ contractId: contract.id, dueDate });
          const words = debitDateWords({ ...plan, dueDates: [dueDate] });
          return html`<a href=${`${debitPaths.requests}?${query}`}>${words}</a>`;
        },
      },
      { key: "contract", title: "계약", cell: ({ contract }) => contract.name },
      {
        key: "rail",
        title: "이체 경로",
        cell: ({ plan }) => plan.rail === "directLine" ? "은행 직접 연결" : "금융결제원",
      },
      {
        key: "cutoff",
        title: "이체의뢰 마감",
        nowrap: true,
        cell: ({ plan }) => momentWords(plan.cutoffAt, now),
      },
      {
        key: "countdown",
        title: "남은 시간",
        telling: true,
        nowrap: true,
        cell: ({ plan }) => [
          countdownWords(plan.cutoffAt.getTime() - now.getTime()),
          html`
            <span class="cell-text cell-narrow-only">${momentWords(plan.cutoffAt, now)} 마감</span>
          `,
        ],
      },
      {
        key: "result",
        title: "결과",
        nowrap: true,
        cell: ({ plan }) => momentWords(plan.resultDueAt, now),
      },
    ],
  });
}
