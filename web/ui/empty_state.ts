import { type Html, html, type Markup } from "../html.ts";

export interface EmptyStateProps {
  readonly title: Html;
  /** What fills it, or what to do. */
  readonly text?: Html;
  readonly action?: Html;
}

export function EmptyState(props: EmptyStateProps): Markup {
  return html`
    <div class="empty-state">
      <p class="empty-state-title">${props.title}</p>
      ${props.text === undefined ? null : html`<p>${props.text}</p>`}
      ${props.action}
    </div>
  `;
}
