import { html, type Markup } from "../html.ts";

/** The mark: three boards of a floor. It stands beside the name, so it has no words of its own. */
export function Mark(): Markup {
  return html`
    <svg class="mark" viewBox="0 0 26 26" width="26" height="26" aria-hidden="true">
      <rect class="mark-board-1" x="0" y="0" width="26" height="7" rx="2" />
      <rect class="mark-board-2" x="0" y="9.5" width="19" height="7" rx="2" />
      <rect class="mark-board-3" x="5" y="19" width="21" height="7" rx="2" />
    </svg>
  `;
}
