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
            <dd class=${valueClass(card.value)}>${card.value}</dd>
            ${card.note === undefined ? null : html`<dd class="stat-note">${card.note}</dd>`}
          </div>
        `
      )}
    </dl>
  `;
}

/** Amounts of hundreds of millions keep inside their card. */
function valueClass(value: Html): string {
  const isLong = typeof value === "string" && value.length > LENGTH_PLAIN_MAX;
  return isLong ? "stat-value stat-value-long" : "stat-value";
}

/** 99,999,999원. */
const LENGTH_PLAIN_MAX = 11;
