import { type Html, html, type Markup } from "../html.ts";

export interface Line {
  readonly title: Html;
  /** Follows the title in a fainter ink: a period, a date. */
  readonly note?: Html;
  /** At the right edge: a badge, a figure, a link. */
  readonly aside?: Html;
  /** Full width below: what happens next, a notice. */
  readonly below?: Html;
  readonly id?: string;
}

/** Things one below another with a hairline between. */
export function LineList(props: { readonly lines: readonly Line[] }): Markup {
  return html`
    <ul class="line-list">
      ${props.lines.map((line) =>
        html`
          <li class="line" id=${line.id}>
            <div class="line-main">
              <span class="line-title">
                ${line.title}${line.note === undefined ? null : html`
                  <span class="line-note">${line.note}</span>
                `}
              </span>
              ${line.aside === undefined
                ? null
                : html`<span class="line-aside">${line.aside}</span>`}
            </div>
            ${line.below === undefined ? null : html`<div class="line-below">${line.below}</div>`}
          </li>
        `
      )}
    </ul>
  `;
}
