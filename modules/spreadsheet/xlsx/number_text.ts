import { damaged } from "../refuse.ts";
import type { CellProblem } from "../sheet.ts";
import { dateText } from "./date_text.ts";
import type { NumberKind } from "./number_formats.ts";

/** A text and why it must not be trusted, where it must not. */
export interface CellText {
  readonly text: string;
  readonly problem?: CellProblem;
}

/** Spreadsheet programs compute with 15 digits; what a file holds beyond is noise or loss. */
const DIGIT_COUNT_MAX = 15;
const SHORT_WHOLE_NUMBER = /^(0|[1-9]\d{0,14})$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/;

/**
 * The number of a cell as a plain decimal, or as its date or percentage. `0.30000000000000004` is
 * `0.3`, as every spreadsheet program shows it.
 *
 * @throws {SheetRefusedError} "damaged" for what is no number
 */
export function numberText(
  raw: string,
  kind: NumberKind,
  options: { readonly is1904: boolean; readonly rowNumber: number },
): CellText {
  const isPlain = kind.kind === "number" && SHORT_WHOLE_NUMBER.test(raw);
  if (isPlain) return { text: raw };
  const value = NUMBER.test(raw.trim()) ? Number(raw) : NaN;
  if (!Number.isFinite(value)) throw damaged("a number that is none", options.rowNumber);
  if (kind.kind === "date") {
    const text = dateText(value, options);
    return text === undefined ? { text: plainDecimal(value), problem: "dateOutOfRange" } : { text };
  }
  if (Math.abs(value) >= 10 ** DIGIT_COUNT_MAX) {
    return { text: BigInt(Math.trunc(value)).toString(), problem: "digitsLost" };
  }
  if (kind.kind === "percent") return { text: `${plainDecimal(value * 100)}%` };
  const text = plainDecimal(value);
  const isPadded = kind.kind === "zeros" && /^\d+$/.test(text);
  return { text: isPadded ? text.padStart(kind.digitCount, "0") : text };
}

function plainDecimal(value: number): string {
  const text = String(Number(value.toPrecision(DIGIT_COUNT_MAX)));
  const scientific = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (scientific === null) return text;
  const [, sign = "", first = "", rest = "", exponent = "0"] = scientific;
  const digits = first + rest;
  const power = Number(exponent);
  return power < 0
    ? `${sign}0.${"0".repeat(-power - 1)}${digits}`
    : sign + digits.padEnd(power + 1, "0");
}
