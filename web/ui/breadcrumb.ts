import { type Html, html, type Markup } from "../html.ts";

export interface BreadcrumbProps {
  /** From the top; the last one is this page and needs no address. */
  readonly items: readonly { readonly label: Html; readonly href?: string }[];
}

export function Breadcrumb(props: BreadcrumbProps): Markup {
  const last = props.items.length - 1;
  return html`
    <nav class="breadcrumb" aria-label="현재 위치">
      <ol>
        ${props.items.map((item, index) =>
          html`
            <li>
              ${item.href === undefined || index === last
                ? html`<span aria-current=${
                  index === last ? "page" : undefined
                }>${item.label}</span>`
                : html`<a href=${item.href}>${item.label}</a>`}
            </li>
          `
        )}
      </ol>
    </nav>
  `;
}
