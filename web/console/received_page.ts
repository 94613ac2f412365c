import type { SubmissionView } from "@maru/submission";
import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";
import { ReceivedTable } from "./received_table.ts";

export interface ReceivedFilter {
  readonly text: string;
  readonly productId: string;
  readonly state: string;
  readonly from: string;
  readonly to: string;
}

/** 접수 서류: search, filter, pages, export. */
export function ReceivedPage(props: {
  view: View;
  rows: readonly SubmissionView[];
  filter: ReceivedFilter;
  products: readonly { id: string; name: string }[];
  pagination: PaginationProps;
}): Markup {
  const query = new URLSearchParams({ ...props.filter });
  return ConsoleLayout({
    view: props.view,
    title: "접수 서류",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "접수 서류" })}
        ${ReceivedTable({
          rows: props.rows,
          caption: "접수 서류",
          filters: Filters(props),
          pagination: props.pagination,
          exports: [{ label: "CSV로 내려받기", href: `${consolePaths.receivedCsv}?${query}` }],
        })}
      </div>
    `,
  });
}

const STATES = [
  ["", "상태 전체"],
  ["running", "처리중"],
  ["finished", "완료"],
  ["failed", "실패 있음"],
] as const;

function Filters(props: {
  filter: ReceivedFilter;
  products: readonly { id: string; name: string }[];
}): Markup {
  const { filter } = props;
  return html`
    <form method="get" action=${consolePaths.received} class="filter-form">
      <input
        class="input input-small"
        type="search"
        name="text"
        value=${filter.text}
        aria-label="업체, 제출자, 접수번호"
        placeholder="업체, 제출자, 접수번호"
      />
      <select class="input select input-small" name="productId" aria-label="상품">
        <option value="">상품 전체</option>
        ${props.products.map((product) =>
          html`
            <option value=${product.id} selected=${product.id === filter.productId}>
              ${product.name}
            </option>
          `
        )}
      </select>
      <select class="input select input-small" name="state" aria-label="상태">
        ${STATES.map(([value, label]) =>
          html`<option value=${value} selected=${value === filter.state}>${label}</option>`
        )}
      </select>
      <input class="input input-small" type="date" name="from" value=${filter
        .from} aria-label="시작일" />
      <input class="input input-small" type="date" name="to" value=${filter
        .to} aria-label="종료일" />
      ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}
