import { type Html, html, type Markup } from "../html.ts";

export interface CardProps {
  readonly title?: Html;
  /** Level of the title in the page's outline; 2 unless said. */
  readonly level?: 2 | 3;
  /** Stands to the right of the title. */
  readonly aside?: Html;
  readonly id?: string;
  /** Without inner space, for tables and line lists. */
  readonly flush?: boolean;
  /** For what is yet to come. */
  readonly faint?: boolean;
  readonly children: Html;
}

export function Card(props: CardProps): Markup {
  const look = ["card", props.flush ? "card-flush" : "", props.faint ? "card-faint" : ""];
  return html`
    <section class=${look.join(" ").trim()} id=${props.id}>
      ${props.title === undefined ? null : html`
        <div class="card-head">
          ${Heading({ level: props.level ?? 2, children: props.title })}
          ${props.aside === undefined ? null : html`<div class="card-aside">${props.aside}</div>`}
        </div>
      `}
      ${props.children}
    </section>
  `;
}

/** A heading over a card or a list, with a count or a link at the right edge. */
export function SectionHead(props: { readonly title: Html; readonly aside?: Html }): Markup {
  return html`
    <div class="section-head">
      <h2>${props.title}</h2>
      ${props.aside === undefined
        ? null
        : html`<span class="section-head-aside">${props.aside}</span>`}
    </div>
  `;
}

function Heading(props: { readonly level: 2 | 3; readonly children: Html }): Markup {
  return props.level === 2
    ? html`<h2 class="card-title">${props.children}</h2>`
    : html`<h3 class="card-title">${props.children}</h3>`;
}
