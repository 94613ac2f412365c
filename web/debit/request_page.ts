import type { Candidate, OrderDesk, RequestWindow } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Button, LinkButton } from "../ui/button.ts";
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
import { choiceQuery, type RequestChoice } from "./request_choice.ts";
import { RequestFields, RequestFilters } from "./request_filters.ts";
import { type Waiting, WaitingOrders } from "./waiting_orders.ts";
import type { ListColumn } from "./whole_list.ts";
import { WindowNotice } from "./window_notice.ts";
import { OBSTACLE_WORDS } from "./words.ts";
import { sheetLinks } from "./sheet_links.ts";

export interface RequestPageProps {
  readonly view: View;
  readonly now: Date;
  readonly choice: RequestChoice;
  readonly contracts: readonly { readonly id: string; readonly name: string }[];
  readonly window: RequestWindow;
  readonly place: Place;
  readonly found: Awaited<ReturnType<OrderDesk["candidates"]>>;
  readonly waiting: Waiting;
  /** The member may ask for debits and take them back. */
  readonly mayAct: boolean;
  /** What was done just now. */
  readonly done: "" | "requested" | "withdrawn";
}

const FORM = "request-form";
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
          ? html`<a class="skip-list" href=${`#${FORM}`}>목록을 지나 의뢰 버튼으로</a>`
          : null}
        ${Table({
          caption: "이체의뢰할 목록",
          columns: columnsOf(canAct(props)),
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
            query: choiceQuery(choice),
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

function canAct({ window, mayAct, found }: RequestPageProps): boolean {
  return window.isOpen && mayAct && found.open.count > 0;
}

function Done({ done, waiting, window }: RequestPageProps): Html {
  if (done === "withdrawn") {
    return Notice({
      tone: "good",
      title: "의뢰를 취소했습니다.",
      children: "다시 의뢰할 수 있습니다.",
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
function Cautions({ window, now }: RequestPageProps): Markup {
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
        <li>계좌신청이 완료되지 않은 고객은 의뢰되지 않습니다.</li>
        <li>같은 고객의 같은 달 이체는 한 번만 의뢰됩니다.</li>
      </ul>
    </section>
  `;
}

function columnsOf(hasTicks: boolean): Column<Candidate>[] {
  const ticks: Column<Candidate>[] = !hasTicks ? [] : [{
    key: "tick",
    title: "선택",
    telling: true,
    cell: (row) =>
      row.obstacle !== undefined ? null : RowTick({
        form: FORM,
        name: "id",
        value: row.instructionId,
        label: `${row.customerName} ${row.itemName} 선택`,
      }),
  }];
  return [...ticks, ...CANDIDATE_COLUMNS];
}

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

/** Goes to the confirmation with what was ticked, or with all that may be asked for. */
function Actions(props: RequestPageProps): Html {
  if (!canAct(props)) return null;
  const { open } = props.found;
  return html`
    <form
      method="get"
      action=${collectionPaths.requestConfirmation}
      id=${FORM}
      class="debit-actions"
    >
      ${RequestFields(props.choice)}
      <input type="hidden" name="after" value=${props.place.after} />
      <input type="hidden" name="offset" value=${String(props.place.offset)} />
      ${Button({ kind: "secondary", wide: true, children: "고른 것만 의뢰" })}
      ${Button({
        kind: "primary",
        wide: true,
        name: "all",
        value: "on",
        children: `전체 ${groupDigits(open.count)}건 의뢰 · ${groupDigits(open.amountWon)}원`,
      })}
    </form>
  `;
}
