import { type Html, html, type Markup } from "../html.ts";

export interface NoticeProps {
  readonly tone: "info" | "good" | "care" | "bad";
  /** What happened; the rest says what to do. */
  readonly title?: Html;
  readonly children?: Html;
}

export function Notice(props: NoticeProps): Markup {
  return html`
    <div
      class=${`notice notice-${props.tone}`}
      role=${props.tone === "bad" ? "alert" : undefined}
    >
      ${props.title === undefined ? null : html`<strong>${props.title}</strong>`}
      ${props.title === undefined || props.children === undefined ? null : " "}
      ${props.children}
    </div>
  `;
}
