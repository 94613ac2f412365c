import type { Bank, ExchangeLine } from "@maru/debit";
import type { BusinessDate } from "@maru/kernel";
import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { groupDigits } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateCell } from "./date_words.ts";
import { DateFilter, SelectFilter } from "./filter_fields.ts";
import { type ListColumn, type ListPlace, WholeList } from "./whole_list.ts";

export interface ExchangeFilter {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly bankCode: string;
}

/** 이체송수신현황: what went to each bank and came back, by day; of all merchants together. */
export function ExchangePage(
  { view, filter, banks, lines, place }: {
    readonly view: View;
    readonly filter: ExchangeFilter;
    readonly banks: readonly Bank[];
    readonly lines: readonly ExchangeLine[];
    readonly place: ListPlace;
  },
): Markup {
  return DebitLayout({
    view,
    title: "이체송수신현황",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "이체송수신현황",
          note: "이용업체 기준이 아니라 은행별 송수신 현황입니다. 참고 자료로 써 주십시오",
        })}
        ${WholeList({
          caption: "은행별 송수신 현황",
          columns: EXCHANGE_COLUMNS,
          rows: lines,
          place,
          exportPath: debitPaths.exchange,
          empty: {
            title: "이 기간에 보내거나 받은 자료가 없습니다.",
            text: "기간이나 은행을 바꾸어 다시 찾아 주십시오.",
          },
          filters: html`
            <form method="get" action=${debitPaths.exchange} class="filter-form">
              ${DateFilter({ name: "from", label: "시작일", value: filter.from })}
              ${DateFilter({ name: "to", label: "종료일", value: filter.to })}
              ${SelectFilter({
                name: "bankCode",
                label: "은행",
                all: "은행 전체",
                value: filter.bankCode,
                options: banks.map(({ code, name }) => ({ value: code, label: name })),
              })}
              ${Button({ size: "small", children: "찾기" })}
            </form>
          `,
        })}
      </div>
    `,
  });
}

/** As the page shows and saves them. */
export const EXCHANGE_COLUMNS: readonly ListColumn<ExchangeLine>[] = [
  {
    key: "date",
    title: "의뢰일",
    nowrap: true,
    telling: true,
    kind: "date",
    value: (row) => row.date,
    cell: (row) => dateCell(row.date),
  },
  {
    key: "bank",
    title: "은행",
    telling: true,
    rowHeader: true,
    value: (row) => row.bankName,
    cell: BankCell,
  },
  {
    key: "registrations",
    title: "계좌신청 송신",
    align: "right",
    kind: "integer",
    value: (row) => row.registrationsSent,
    cell: (row) => groupDigits(row.registrationsSent),
  },
  {
    key: "registrationsAnswered",
    title: "계좌신청 수신",
    align: "right",
    kind: "integer",
    value: (row) => row.registrationsAnswered,
    cell: (row) => Answered(row.registrationsAnswered, row.registrationsSent),
  },
  {
    key: "debits",
    title: "이체 송신",
    align: "right",
    kind: "integer",
    value: (row) => row.debitsSent,
    cell: (row) => groupDigits(row.debitsSent),
  },
  {
    key: "debitsWon",
    title: "이체 송신금액",
    align: "right",
    kind: "won",
    value: (row) => row.debitsSentWon,
    cell: (row) => `${groupDigits(row.debitsSentWon)}원`,
  },
  {
    key: "debitsAnswered",
    title: "이체 수신",
    align: "right",
    kind: "integer",
    value: (row) => row.debitsAnswered,
    cell: (row) => Answered(row.debitsAnswered, row.debitsSent),
  },
  {
    key: "collectedWon",
    title: "수납금액",
    align: "right",
    telling: true,
    kind: "won",
    value: (row) => row.debitsCollectedWon,
    cell: (row) => `${groupDigits(row.debitsCollectedWon)}원`,
  },
];

function BankCell({ bankName, rail }: ExchangeLine): Html {
  return [
    bankName,
    html`
      <span class="cell-text">
        ${rail === "directLine" ? "은행 직접 연결" : "금융결제원"}
      </span>
    `,
  ];
}

function Answered(answered: number, sent: number): string {
  return answered < sent
    ? `${groupDigits(answered)} (대기 ${groupDigits(sent - answered)})`
    : groupDigits(answered);
}
