import type { SheetColumnKind, SheetValue } from "../table.ts";
import { STYLE } from "./styles_xml.ts";
import { escaped } from "./xml_text.ts";

/** Excel's own limit; it calls a file with a longer cell broken. */
const CELL_LENGTH_MAX = 32_767;
/** Spreadsheet programs compute with 15 digits; more stay text, so that none is lost. */
const NUMBER_LIMIT = 10n ** 15n;
const MS_PER_DAY = 86_400_000;
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
/** 1900-03-01: before it, programs disagree by the leap day that 1900 did not have. */
const SERIAL_MIN = 61;

/** A cell of `reference`, e.g. `B7`; nothing for an empty one. */
export function cellXml(reference: string, kind: SheetColumnKind, value: SheetValue): string {
  if (value === null || value === "") return "";
  const number = kind === "text" ? undefined : kind === "date" ? serialOf(value) : wholeOf(value);
  return number === undefined
    ? textCellXml(reference, String(value), STYLE.text)
    : `<c r="${reference}" s="${STYLE[kind]}"><v>${number}</v></c>`;
}

/** Text stays text: no spreadsheet program runs what stands in an inline string. */
export function textCellXml(reference: string, text: string, style: number): string {
  const space = /^\s|\s$|\n/.test(text) ? ' xml:space="preserve"' : "";
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${
    escaped(text.slice(0, CELL_LENGTH_MAX))
  }</t></is></c>`;
}

function wholeOf(value: SheetValue): string | undefined {
  const isWhole = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!isWhole || value === null) return undefined;
  const whole = BigInt(value);
  return whole < NUMBER_LIMIT && whole > -NUMBER_LIMIT ? String(whole) : undefined;
}

function serialOf(value: SheetValue): number | undefined {
  const parts = typeof value === "string" ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null;
  if (parts === null) return undefined;
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]));
  const isOnCalendar = new Date(ms).toISOString().startsWith(String(value));
  const serial = (ms - DAY_ZERO_MS) / MS_PER_DAY;
  return isOnCalendar && serial >= SERIAL_MIN ? serial : undefined;
}
