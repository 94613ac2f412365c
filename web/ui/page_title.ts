import { type Html, html, type Markup } from "../html.ts";

/** The page's one `<h1>`, with a fainter line beside or below it. */
export function PageTitle(props: { readonly title: Html; readonly note?: Html }): Markup {
  return html`
    <div class="page-title">
      <h1>${props.title}</h1>
      ${props.note === undefined ? null : html`<p class="page-note">${props.note}</p>`}
    </div>
  `;
}
