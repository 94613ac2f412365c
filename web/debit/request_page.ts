import type { Candidate, OrderDesk, OrderTotals, RequestWindow } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import RequestTicksIsland from "../islands/request_ticks.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Island } from "../ui/island.ts";
import { groupDigits } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { type Column, Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { collectionPaths } from "./collection_paths.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateWords, momentWords } from "./date_words.ts";
import { RowTick } from "./filter_fields.ts";
import { paginationOf, type Place } from "./list_query.ts";
import { choiceQuery, type RequestChoice, tickedQuery } from "./request_choice.ts";
import { RequestFields, RequestFilters, TickedFields } from "./request_filters.ts";
import { REQUEST_FORM, TICK_ALL_ID, TICKS_MAX } from "./request_ticks.ts";
import { registrationCaution } from "./registration_words.ts";
import { type Waiting, WaitingOrders } from "./waiting_orders.ts";
import type { ListColumn } from "./whole_list.ts";
import { WindowNotice } from "./window_notice.ts";
import { sheetLinks } from "./sheet_links.ts";
import { OBSTACLE_WORDS } from "./words.ts";

export interface RequestPageProps {
  readonly view: View;
  readonly now: Date;
  readonly choice: RequestChoice;
  readonly contracts: readonly { readonly id: string; readonly name: string }[];
  readonly window: RequestWindow;
  readonly place: Place;
  readonly found: Awaited<ReturnType<OrderDesk["candidates"]>>;
  /** All that may be asked for, whatever text narrows the list. */
  readonly open: OrderTotals;
  /** Instructions that were ticked so far, on other pages too. */
  readonly ticked: readonly string[];
  readonly waiting: Waiting;
  /** The member may ask for debits and take them back. */
  readonly mayAct: boolean;
  /** What was done just now. */
  readonly done: "" | RequestDone;
}

export type RequestDone = "requested" | "withdrawn" | "unticked" | "tooMany";

const OTHER_DATES_MAX = 3;

/** 이체의뢰: choose, look, tick, and go on to the confirmation. */
export function RequestPage(props: RequestPageProps): Markup {
  const { choice, window } = props;
  return DebitLayout({
    view: props.view,
    title: "이체의뢰",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "이체의뢰",
          note: `${dateWords(window.debitDate)} 출금 · 결과 ${
            momentWords(window.resultDueAt, props.now)
          }`,
        })}
        ${Done(props)} ${WindowNotice({ window, now: props.now, what: "이체의뢰" })}
        ${Cautions(props)}
        ${canAct(props)
          ? html`<a class="skip-list" href=${`#${REQUEST_FORM}`}>목록을 지나 의뢰 버튼으로</a>`
          : null}
        ${Table({
          caption: "이체의뢰할 목록",
          columns: columnsOf(props),
          rows: props.found.rows,
          empty: {
            title: "이 날짜에 이체할 고객이 없습니다.",
            text: "이체예정일이나 집금항목을 바꾸어 다시 조회해 주십시오.",
            action: OtherDates(choice),
          },
          filters: RequestFilters(props),
          exports: sheetLinks((format) =>
            `${debitPaths.requests}.${format}?${choiceQuery(choice)}`
          ),
          pagination: paginationOf({
            path: debitPaths.requests,
            query: tickedQuery(choice, props.ticked),
            place: props.place,
            page: props.found,
          }),
        })}
        ${Actions(props)}
        ${WaitingOrders({
          view: props.view,
          now: props.now,
          title: "이체의뢰대기",
          waiting: props.waiting,
          mayAct: props.mayAct,
          backTo: `${debitPaths.requests}?${choiceQuery(choice)}`,
        })}
      </div>
    `,
  });
}

/** The due dates that come next, each a press away. */
function OtherDates(choice: RequestChoice): Html {
  const others = choice.dueDates.filter((date) => date > choice.dueDate).slice(0, OTHER_DATES_MAX);
  if (others.length === 0) return null;
  return html`
    <p class="debit-dates">
      ${others.map((dueDate) =>
        LinkButton({
          href: `${debitPaths.requests}?${choiceQuery({ ...choice, dueDate })}`,
          size: "small",
          children: dateWords(dueDate),
        })
      )}
    </p>
  `;
}

function canAct({ window, mayAct, open }: RequestPageProps): boolean {
  return window.isOpen && mayAct && open.count > 0;
}

function Done({ done, waiting, window }: RequestPageProps): Html {
  if (done === "withdrawn") {
    return Notice({
      tone: "good",
      title: "의뢰를 취소했습니다.",
      children: "다시 의뢰할 수 있습니다.",
    });
  }
  if (done === "unticked") {
    return Notice({
      tone: "bad",
      title: "고른 것이 없습니다.",
      children: "의뢰할 것이나 뺄 것을 목록에서 고른 뒤 다시 눌러 주십시오.",
    });
  }
  if (done === "tooMany") {
    return Notice({
      tone: "bad",
      title: `한 번에 ${TICKS_MAX}건까지 고를 수 있습니다.`,
      children: "나누어 의뢰하시거나, 뺄 것만 골라 ‘고른 것을 뺀 전체 의뢰’를 눌러 주십시오.",
    });
  }
  if (done !== "requested" || waiting.sum.count === 0) return null;
  return Notice({
    tone: "good",
    title: "이체를 의뢰했습니다.",
    children: `${dateWords(window.debitDate)} 출금분 ${groupDigits(waiting.sum.count)}건, ${
      groupDigits(waiting.sum.amountWon)
    }원이 이체의뢰대기입니다.`,
  });
}

/** 주의사항, in red above everything that can be pressed. */
function Cautions({ choice, window, now }: RequestPageProps): Markup {
  return html`
    <section class="notice notice-bad debit-cautions" aria-label="주의사항">
      <strong>주의사항</strong>
      <ul>
        <li>
          ${`이 출금분은 ${momentWords(window.cutoffAt, now)}에 ${
            window.cutoffAt > now ? "마감합니다" : "마감했습니다"
          }. 그 뒤에는 의뢰하거나 취소할 수 없습니다.`}
        </li>
        <li>전월 미납금을 현금으로 받았으면 의뢰하기 전에 현금수납에 먼저 입력해 주십시오.</li>
        <li>${registrationCaution(choice.contract.rail)}</li>
        <li>같은 고객의 같은 달 이체는 한 번만 의뢰됩니다.</li>
      </ul>
    </section>
  `;
}

function columnsOf(props: RequestPageProps): Column<Candidate>[] {
  const ticks: Column<Candidate>[] = !canAct(props) ? [] : [{
    key: "tick",
    title: "선택",
    control: TICK_ALL,
    telling: true,
    cell: (row) =>
      row.obstacle !== undefined ? null : RowTick({
        form: REQUEST_FORM,
        name: "id",
        value: row.instructionId,
        checked: props.ticked.includes(row.instructionId),
        label: `${row.customerName} ${row.itemName} 선택`,
      }),
  }];
  return [...ticks, ...CANDIDATE_COLUMNS];
}

const TICK_ALL = html`
  <input type="checkbox" class="row-tick" id=${TICK_ALL_ID} aria-label="이 쪽 모두 선택" hidden />
`;

/** As the page shows and saves them. */
export const CANDIDATE_COLUMNS: readonly ListColumn<Candidate>[] = [
  {
    key: "number",
    title: "고객번호",
    nowrap: true,
    value: (row) => row.customerNumber,
    cell: (row) => row.customerNumber,
  },
  {
    key: "name",
    title: "고객명",
    telling: true,
    rowHeader: true,
    value: (row) => row.customerName,
    cell: (row) => [
      html`<a href=${debitPaths.customer(row.customerId)}>${row.customerName}</a>`,
      html`<span class="cell-text cell-narrow-only">${row.customerNumber}</span>`,
      row.obstacle === undefined
        ? null
        : html`<span class=${obstacleClass(row.obstacle)}>${OBSTACLE_WORDS[row.obstacle]}</span>`,
    ],
  },
  { key: "item", title: "집금항목", value: (row) => row.itemName, cell: (row) => row.itemName },
  {
    key: "bank",
    title: "은행",
    nowrap: true,
    value: (row) => `${row.bankName} ${row.accountMasked}`,
    cell: (row) => `${row.bankName} ${row.accountMasked}`,
  },
  {
    key: "gross",
    title: "청구금액",
    align: "right",
    kind: "won",
    value: (row) => row.grossWon,
    cell: (row) => groupDigits(row.grossWon),
  },
  {
    key: "discount",
    title: "할인",
    align: "right",
    kind: "won",
    value: (row) => row.discountWon,
    cell: (row) => row.discountWon === 0n ? "-" : `−${groupDigits(row.discountWon)}`,
  },
  {
    key: "arrears",
    title: "미수금",
    align: "right",
    kind: "won",
    value: (row) => row.arrearsWon,
    cell: (row) => row.arrearsWon === 0n ? "-" : groupDigits(row.arrearsWon),
  },
  {
    key: "amount",
    title: "이체금액",
    align: "right",
    telling: true,
    kind: "won",
    value: (row) => row.amountWon,
    cell: (row) => html`<strong>${groupDigits(row.amountWon)}</strong>`,
  },
];

/** Red is for what somebody has to mend; what was asked for already is only said. */
function obstacleClass(obstacle: NonNullable<Candidate["obstacle"]>): string {
  const isSettled = obstacle === "alreadyRequested" || obstacle === "exempt";
  return isSettled ? "cell-note" : "cell-note debit-obstacle";
}

/** Goes to the confirmation with what was ticked, all but that, or all that may be asked for. */
function Actions(props: RequestPageProps): Html {
  if (!canAct(props)) return null;
  const { open, ticked, view } = props;
  return html`
    <form
      method="get"
      action=${collectionPaths.requestConfirmation}
      id=${REQUEST_FORM}
      class="debit-actions"
    >
      ${RequestFields(props.choice)} ${TickedFields(tickedElsewhere(props))}
      ${Island({
        view,
        name: "request_ticks",
        component: RequestTicksIsland,
        props: { count: ticked.length, openCount: open.count },
      })}
      ${NextWithTicks(props)}
      ${Button({
        kind: "primary",
        wide: true,
        name: "scope",
        value: "all",
        children: `전체 ${groupDigits(open.count)}건 의뢰 · ${groupDigits(open.amountWon)}원`,
      })}
    </form>
  `;
}

function tickedElsewhere({ ticked, found }: RequestPageProps): string[] {
  return ticked.filter((id) => !found.rows.some((row) => row.instructionId === id));
}

/** Without a script links know no ticks: a button takes them along to the next page. */
function NextWithTicks({ place, found }: RequestPageProps): Html {
  if (found.next === undefined) return null;
  return html`
    <noscript>
      <input type="hidden" name="after" value=${found.next} />
      <input type="hidden" name="offset" value=${String(place.offset + found.rows.length)} />
      <button
        type="submit"
        class="button button-secondary button-wide"
        formaction=${debitPaths.requests}
      >고른 채로 다음 쪽</button>
    </noscript>
  `;
}
