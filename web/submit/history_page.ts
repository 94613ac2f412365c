import type { SubmissionView } from "@maru/submission";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { DateText, formatDate } from "../ui/date_text.ts";
import { Layout } from "../ui/layout.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { submitPaths } from "./submit_paths.ts";

export interface HistoryQuery {
  readonly from: string;
  readonly to: string;
  readonly product: string;
}

/** 제출내역: every submission of this person, by period and product. Works without scripts. */
export function HistoryPage(props: {
  view: View;
  rows: readonly SubmissionView[];
  products: readonly { slug: string; name: string }[];
  query: HistoryQuery;
  nextHref?: string;
}): Markup {
  return Layout({
    view: props.view,
    title: "제출 내역",
    width: "medium",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "제출 내역" })}
        ${Table({
          caption: "제출 내역",
          filters: Filters(props),
          columns: [
            {
              key: "createdAt",
              title: "제출일",
              nowrap: true,
              cell: (row) => DateText({ at: row.createdAt, format: "dateTime" }),
            },
            {
              key: "product",
              title: "상품",
              telling: true,
              rowHeader: true,
              cell: ProductCell,
            },
            { key: "institution", title: "제출 기관", cell: (row) => row.institutionName },
            {
              key: "reference",
              title: "접수번호",
              nowrap: true,
              cell: (row) => row.reference,
            },
            { key: "state", title: "상태", telling: true, nowrap: true, cell: StateCell },
          ],
          rows: props.rows,
          empty: {
            title: "제출한 서류가 없습니다.",
            text: "기간을 넓혀 다시 찾아보시거나 새로 제출해 주십시오.",
            action: LinkButton({ href: submitPaths.list, children: "서류 제출하기" }),
          },
        })}
        ${props.nextHref === undefined
          ? null
          : html`<div class="button-row">${
            LinkButton({ href: props.nextHref, children: "이전 내역 더 보기" })
          }</div>`}
      </div>
    `,
  });
}

function Filters(props: {
  query: HistoryQuery;
  products: readonly { slug: string; name: string }[];
}): Markup {
  const { query } = props;
  return html`
    <form method="get" action=${submitPaths.history} class="filter-form">
      <label class="filter">
        <span>시작일</span>
        <input class="input input-small" type="date" name="from" value=${query.from} />
      </label>
      <label class="filter">
        <span>종료일</span>
        <input class="input input-small" type="date" name="to" value=${query.to} />
      </label>
      <label class="filter">
        <span>상품</span>
        <select class="input select input-small" name="product">
          <option value="">전체</option>
          ${props.products.map((product) =>
            html`
              <option value=${product.slug} selected=${product.slug === query.product}>
                ${product.name}
              </option>
            `
          )}
        </select>
      </label>
      ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}

function ProductCell(row: SubmissionView): Html {
  return [
    html`<a href=${submitPaths.submission(row.id)}>${row.productName}</a>`,
    row.clientName === undefined ? null : html`<span class="cell-text">${row.clientName}</span>`,
    html`<span class="cell-text cell-narrow-only">${formatDate(row.createdAt, "dateTime")}</span>`,
  ];
}

function StateCell(row: SubmissionView): Html {
  const { total, delivered, notProvided, failed } = row.counts;
  const done = delivered + notProvided;
  if (row.state === "running") return Badge({ tone: "info", children: `처리중 ${done}/${total}` });
  return failed === 0
    ? Badge({ tone: "good", children: `${total}건 완료` })
    : Badge({ tone: "bad", children: `${failed}건 실패` });
}
