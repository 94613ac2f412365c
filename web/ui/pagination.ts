import { html, type Markup } from "../html.ts";
import { groupDigits } from "./money.ts";

export interface PaginationProps {
  readonly total: number;
  /** Number of the first and the last row shown, from 1. */
  readonly from: number;
  readonly to: number;
  readonly previousHref?: string | undefined;
  readonly nextHref?: string | undefined;
}

export function Pagination(props: PaginationProps): Markup {
  const total = groupDigits(props.total);
  return html`
    <nav class="pagination" aria-label="쪽 이동">
      <span class="pagination-range">
        ${props.total === 0 ? "0건" : `${total}건 중 ${props.from}–${props.to}`}
      </span>
      <span class="pagination-links">
        ${PageLink({ href: props.previousHref, label: "이전" })}
        ${PageLink({ href: props.nextHref, label: "다음" })}
      </span>
    </nav>
  `;
}

function PageLink(props: { readonly href: string | undefined; readonly label: string }): Markup {
  return props.href === undefined
    ? html`<span class="pagination-end">${props.label}</span>`
    : html`<a href=${props.href}>${props.label}</a>`;
}
