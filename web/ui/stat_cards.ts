import { type Html, html, type Markup } from "../html.ts";

export interface StatCard {
  readonly label: Html;
  readonly value: Html;
  readonly note?: Html;
  /** A figure that wants attention. */
  readonly tone?: "plain" | "bad";
}

/** Up to four figures that tell how things stand. */
export function StatCards(props: { readonly cards: readonly StatCard[] }): Markup {
  return html`
    <dl class="stat-cards">
      ${props.cards.map((card) =>
        html`
          <div class=${card.tone === "bad" ? "stat-card stat-card-bad" : "stat-card"}>
            <dt>${card.label}</dt>
            <dd class="stat-value">${card.value}</dd>
            ${card.note === undefined ? null : html`<dd class="stat-note">${card.note}</dd>`}
          </div>
        `
      )}
    </dl>
  `;
}
