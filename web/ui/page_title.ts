import { type Html, html, type Markup } from "../html.ts";

export interface PageTitleProps {
  readonly title: Html;
  readonly note?: Html;
  /** What is done from here: at the right of the title, below it on narrow screens. */
  readonly actions?: Html | undefined;
}

/** The page's one `<h1>`, with a fainter line beside or below it. */
export function PageTitle({ title, note, actions }: PageTitleProps): Markup {
  const heading = html`
    <div class="page-title">
      <h1>${title}</h1>
      ${note === undefined ? null : html`<p class="page-note">${note}</p>`}
    </div>
  `;
  if (actions === undefined || actions === null) return heading;
  return html`
    <div class="page-head">
      ${heading}
      <div class="button-row">${actions}</div>
    </div>
  `;
}
