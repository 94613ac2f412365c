import { html, type Markup } from "../html.ts";

/** `date` 2026.11.20, `dateTime` 2026.11.20 14:03, `short` 11.20, `time` 14:03:05. */
export type DateFormat = "date" | "dateTime" | "short" | "time";

/** A moment, as people in Seoul read it. */
export function DateText(props: { readonly at: Date; readonly format?: DateFormat }): Markup {
  return html`
    <time datetime=${props.at.toISOString()}>${formatDate(props.at, props.format ?? "date")}</time>
  `;
}

export function formatDate(at: Date, format: DateFormat): string {
  const parts = Object.fromEntries(
    SEOUL.formatToParts(at).map((part) => [part.type, part.value]),
  );
  const date = `${parts.year}.${parts.month}.${parts.day}`;
  const clock = `${parts.hour}:${parts.minute}`;
  switch (format) {
    case "date":
      return date;
    case "dateTime":
      return `${date} ${clock}`;
    case "short":
      return `${parts.month}.${parts.day}`;
    case "time":
      return `${clock}:${parts.second}`;
  }
}

/** Making a formatter costs far more than using it. */
const SEOUL = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Seoul",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});
