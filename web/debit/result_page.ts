import type { Bank, Contract, OrderDesk } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { formatWon, groupDigits } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { collectionPaths } from "./collection_paths.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { DateFilter, SelectFilter, TextFilter } from "./filter_fields.ts";
import { paginationOf, type Place } from "./list_query.ts";
import { ORDER_COLUMNS } from "./order_cells.ts";
import { RESULT_SORTS, RESULT_STATES, type ResultFilter, resultQuery } from "./result_filter.ts";
import { ORDER_STATES } from "./words.ts";
import { sheetLinks } from "./sheet_links.ts";

export interface ResultPageProps {
  readonly view: View;
  readonly filter: ResultFilter;
  readonly place: Place;
  readonly found: Awaited<ReturnType<OrderDesk["list"]>>;
  readonly contracts: readonly Contract[];
  readonly banks: readonly Bank[];
}

/** 이체의뢰결과. */
export function ResultPage(props: ResultPageProps): Markup {
  const { filter, found } = props;
  return DebitLayout({
    view: props.view,
    title: "이체의뢰결과",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "이체의뢰결과",
          note: "결과는 출금일 다음 영업일 11:00부터 확인할 수 있습니다",
        })}
        ${StateTotals(props)}
        ${Table({
          caption: "이체의뢰결과",
          columns: ORDER_COLUMNS,
          rows: found.rows,
          empty: {
            title: "이 조건에 맞는 이체의뢰가 없습니다.",
            text: "기간이나 상태를 바꾸어 다시 찾아 주십시오.",
          },
          filters: Filters(props),
          exports: sheetLinks((format) =>
            `${collectionPaths.resultsExport(format)}?${resultQuery(filter)}`
          ),
          sort: {
            key: filter.sort,
            direction: filter.direction,
            keys: RESULT_SORTS,
            href: ({ key, direction }) => {
              const sort = RESULT_SORTS.find((each) => each === key) ?? filter.sort;
              return `${debitPaths.results}?${resultQuery(filter, { sort, direction })}`;
            },
          },
          pagination: paginationOf({
            path: debitPaths.results,
            query: resultQuery(filter),
            place: props.place,
            page: found,
          }),
        })}
        <p class="page-note">
          미처리 사유는 은행이 보낸 코드를 마루의 말로 옮긴 것입니다. 자세한 내용은 고객의 은행에 문의해
          주십시오.
        </p>
      </div>
    `,
  });
}

/**
 * Count and sum of each state; a press shows its rows alone. The whole is what banks are asked for, as
 * in 현황 and 집계: withdrawn ones stand apart.
 */
function StateTotals({ filter, found }: ResultPageProps): Markup {
  const { withdrawn: _, ...asked } = found.byState;
  const all = Object.values(asked);
  const count = all.reduce((sum, each) => sum + each.count, 0);
  const won = all.reduce((sum, each) => sum + each.amountWon, 0n);
  const entries = [
    { state: "" as const, label: "전체", count, amountWon: won, note: "의뢰취소 제외" },
    ...RESULT_STATES.map((state) => ({
      state,
      label: ORDER_STATES[state].label,
      ...found.byState[state],
      note: null,
    })),
  ];
  return html`
    <nav class="state-totals" aria-label="진행상태별 합계">
      ${entries.map((entry) =>
        html`
          <a
            class="state-total"
            href=${`${debitPaths.results}?${resultQuery(filter, { state: entry.state })}`}
            aria-current=${entry.state === filter.state ? "true" : undefined}
          >
            <span>${entry.label}</span>
            <strong>${groupDigits(entry.count)}건</strong>
            <span>${formatWon(entry.amountWon)}</span>
            ${entry.note === null ? null : html`<span>${entry.note}</span>`}
          </a>
        `
      )}
    </nav>
  `;
}

function Filters({ filter, contracts, banks }: ResultPageProps): Html {
  const items = new Map(
    contracts.flatMap(({ items }) => items.map(({ itemCode, itemName }) => [itemCode, itemName])),
  );
  return html`
    <form method="get" action=${debitPaths.results} class="filter-form">
      ${TextFilter({ label: "고객명, 고객번호", value: filter.text })}
      ${DateFilter({ name: "from", label: "출금일 시작", value: filter.from })}
      ${DateFilter({ name: "to", label: "출금일 끝", value: filter.to })}
      ${contracts.length < 2 ? null : SelectFilter({
        name: "contractId",
        label: "계약",
        all: "계약 전체",
        value: filter.contractId,
        options: contracts.map(({ id, name }) => ({ value: id, label: name })),
      })}
      ${SelectFilter({
        name: "itemCode",
        label: "집금항목",
        all: "집금항목 전체",
        value: filter.itemCode,
        options: [...items].map(([value = "", label = ""]) => ({ value, label })),
      })}
      ${SelectFilter({
        name: "bankCode",
        label: "은행",
        all: "은행 전체",
        value: filter.bankCode,
        options: banks.map(({ code, name }) => ({ value: code, label: name })),
      })}
      ${SelectFilter({
        name: "kind",
        label: "구분",
        all: "정기·재처리 전체",
        value: filter.kind,
        options: [{ value: "regular", label: "정기" }, { value: "retry", label: "재처리" }],
      })}
      <input type="hidden" name="state" value=${filter.state} />
      <input type="hidden" name="grade" value=${filter.grade} />
      <input type="hidden" name="sort" value=${filter.sort} />
      <input type="hidden" name="direction" value=${filter.direction} />
      ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}
