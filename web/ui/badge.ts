import { type Html, html, type Markup } from "../html.ts";

/** State is said by word and colour together. */
export type Tone = "info" | "good" | "care" | "bad" | "neutral";

export function Badge(props: { readonly tone: Tone; readonly children: Html }): Markup {
  return html`<span class=${`badge badge-${props.tone}`}>${props.children}</span>`;
}
