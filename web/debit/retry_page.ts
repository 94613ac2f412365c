import type { Contract, Obstacle, OrderDesk, OrderRow, RetryWindow } from "@maru/debit";
import type { BusinessDate } from "@maru/kernel";
import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { groupDigits } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { type Column, Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { collectionPaths } from "./collection_paths.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateWords, monthWords } from "./date_words.ts";
import { DateFilter, RowTick, SelectFilter, TextFilter } from "./filter_fields.ts";
import { paginationOf, type Place, queryOf } from "./list_query.ts";
import { ORDER_COLUMNS } from "./order_cells.ts";
import { LATE_FAILURES, NO_RETRY_DAY_LEFT, retryDayWords } from "./retry_words.ts";
import { type Waiting, WaitingOrders } from "./waiting_orders.ts";
import { WindowNotice } from "./window_notice.ts";
import { OBSTACLE_WORDS } from "./words.ts";

/** What is asked to be listed over the list of 재처리의뢰. */
export interface RetryChoice {
  readonly contract: Contract;
  /** When the retries would be debited. */
  readonly date: BusinessDate;
  readonly month: BusinessDate;
  readonly text: string;
}

export interface RetryPageProps {
  readonly view: View;
  readonly now: Date;
  readonly choice: RetryChoice;
  readonly contracts: readonly Contract[];
  readonly window: RetryWindow;
  readonly place: Place;
  readonly found: Awaited<ReturnType<OrderDesk["retryable"]>>;
  readonly waiting: Waiting;
  readonly mayAct: boolean;
  readonly done: "" | "requested" | "withdrawn" | "unticked";
  /** Why some, or all, of what was asked for again was not. */
  readonly refused: readonly Obstacle[];
}

const FORM = "retry-form";

export function retryQuery({ contract, date, text }: RetryChoice): string {
  return queryOf({ contractId: contract.id, date, text });
}

/** 재처리의뢰: this month's failures, asked for again on another day. */
export function RetryPage(props: RetryPageProps): Markup {
  const { choice, window } = props;
  const query = retryQuery(choice);
  return DebitLayout({
    view: props.view,
    title: "재처리의뢰",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "재처리의뢰",
          note: `${monthWords(choice.month)} 미처리 · ${dateWords(window.debitDate)} 출금`,
        })}
        ${Done(props)} ${Refused(props)} ${WindowNotice({
          window,
          now: props.now,
          what: "재처리의뢰",
          whenOpen: retryDayWords(window),
        })} ${CAUTIONS}
        ${Table({
          caption: "재처리할 수 있는 목록",
          columns: [...(canAct(props) ? [TICK] : []), ...ORDER_COLUMNS],
          rows: props.found.rows,
          empty: {
            title: "재처리할 수 있는 것이 없습니다.",
            text: window.isAnyDayLeft
              ? `이번 달에 처리되지 않은 이체만 여기에 나옵니다. ${LATE_FAILURES}`
              : `${NO_RETRY_DAY_LEFT}.`,
          },
          filters: Filters(props),
          pagination: paginationOf({
            path: debitPaths.retries,
            query,
            place: props.place,
            page: props.found,
          }),
        })}
        ${Actions(props)}
        ${WaitingOrders({
          view: props.view,
          now: props.now,
          title: "재처리 이체의뢰대기",
          waiting: props.waiting,
          mayAct: props.mayAct,
          backTo: `${debitPaths.retries}?${query}`,
        })}
      </div>
    `,
  });
}

function canAct({ window, mayAct, found }: RetryPageProps): boolean {
  return window.isOpen && mayAct && found.rows.length > 0;
}

function Done({ done, waiting }: RetryPageProps): Html {
  if (done === "withdrawn") return Notice({ tone: "good", title: "의뢰를 취소했습니다." });
  if (done === "unticked") {
    return Notice({
      tone: "bad",
      title: "고른 것이 없습니다.",
      children: "재처리할 것을 목록에서 고른 뒤 다시 눌러 주십시오.",
    });
  }
  if (done !== "requested" || waiting.sum.count === 0) return null;
  return Notice({
    tone: "good",
    title: "재처리를 의뢰했습니다.",
    children: `${groupDigits(waiting.sum.count)}건, ${
      groupDigits(waiting.sum.amountWon)
    }원이 이체의뢰대기입니다.`,
  });
}

function Refused({ refused }: RetryPageProps): Html {
  if (refused.length === 0) return null;
  return Notice({
    tone: "care",
    title: "재처리를 의뢰하지 못한 것이 있습니다.",
    children: refused.map((obstacle) => `${OBSTACLE_WORDS[obstacle]}.`).join(" "),
  });
}

const CAUTIONS = html`
  <section class="notice notice-bad debit-cautions" aria-label="주의사항">
    <strong>주의사항</strong>
    <ul>
      <li>당월에 의뢰한 이체의 미처리만 재처리할 수 있습니다.</li>
      <li>정기 출금일이 아니고, 결과가 이번 달에 나오는 날을 골라 주십시오.</li>
      <li>${LATE_FAILURES}</li>
      <li>마감 시각 이후에는 의뢰하거나 취소할 수 없습니다.</li>
    </ul>
  </section>
`;

const TICK: Column<OrderRow> = {
  key: "tick",
  title: "선택",
  telling: true,
  cell: (row) =>
    RowTick({
      form: FORM,
      name: "order",
      value: row.id,
      label: `${row.customerName} ${row.itemName} 재처리할 것으로 선택`,
    }),
};

function Filters({ choice, contracts }: RetryPageProps): Markup {
  return html`
    <form method="get" action=${debitPaths.retries} class="filter-form">
      ${SelectFilter({
        name: "contractId",
        label: "계약",
        value: choice.contract.id,
        options: contracts.map(({ id, name }) => ({ value: id, label: name })),
      })}
      ${DateFilter({ name: "date", label: "재처리 출금일", value: choice.date })}
      ${TextFilter({ label: "고객명, 고객번호", value: choice.text })}
      ${Button({ size: "small", children: "조회" })}
    </form>
  `;
}

function Actions(props: RetryPageProps): Html {
  if (!canAct(props)) return null;
  const { choice, place } = props;
  return html`
    <form method="get" action=${collectionPaths.retryConfirmation} id=${FORM} class="debit-actions">
      <input type="hidden" name="contractId" value=${choice.contract.id} />
      <input type="hidden" name="date" value=${choice.date} />
      <input type="hidden" name="text" value=${choice.text} />
      <input type="hidden" name="after" value=${place.after} />
      <input type="hidden" name="offset" value=${String(place.offset)} />
      ${Button({ kind: "primary", wide: true, children: "고른 것 재처리의뢰" })}
    </form>
  `;
}
