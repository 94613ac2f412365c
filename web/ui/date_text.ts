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
  const { date, clock, seconds } = inSeoul(at);
  switch (format) {
    case "date":
      return date;
    case "dateTime":
      return `${date} ${clock}`;
    case "short":
      return date.slice(-"11.20".length);
    case "time":
      return `${clock}:${seconds}`;
  }
}

/** Korea's last summer time ended on 8 October 1988; since then Seoul is UTC+9 without a break. */
const STEADY_SINCE_MS = Date.UTC(1988, 9, 9);
const SEOUL_OFFSET_MS = 9 * 3_600_000;

function inSeoul(at: Date): { date: string; clock: string; seconds: string } {
  const ms = at.getTime();
  if (!(ms >= STEADY_SINCE_MS)) return inSeoulOfOld(at);
  // Asking the time zone for every cell would take a quarter of a long table's time.
  const text = new Date(ms + SEOUL_OFFSET_MS).toISOString();
  return {
    date: `${text.slice(0, 4)}.${text.slice(5, 7)}.${text.slice(8, 10)}`,
    clock: text.slice(11, 16),
    seconds: text.slice(17, 19),
  };
}

function inSeoulOfOld(at: Date): { date: string; clock: string; seconds: string } {
  const parts = Object.fromEntries(
    SEOUL.formatToParts(at).map((part) => [part.type, part.value]),
  );
  return {
    date: `${parts.year}.${parts.month}.${parts.day}`,
    clock: `${parts.hour}:${parts.minute}`,
    seconds: `${parts.second}`,
  };
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
