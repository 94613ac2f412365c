import { html, type Markup } from "../html.ts";

/** An amount in whole won: 61,820,000원. */
export function Money(props: { readonly amountWon: bigint }): Markup {
  return html`<span class="money">${formatWon(props.amountWon)}</span>`;
}

export function formatWon(amountWon: bigint): string {
  return `${groupDigits(amountWon)}원`;
}

/** 61,820,000: as the Korean locale groups, without asking it each time. */
export function groupDigits(number: bigint | number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}
