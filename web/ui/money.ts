import { html, type Markup } from "../html.ts";

/** An amount in whole won: 61,820,000원. */
export function Money(props: { readonly amountWon: bigint }): Markup {
  return html`<span class="money">${formatWon(props.amountWon)}</span>`;
}

export function formatWon(amountWon: bigint): string {
  return `${amountWon.toLocaleString("ko-KR")}원`;
}
