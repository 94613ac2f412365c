/** What a cell's number format makes of its number. */
export type NumberKind =
  | { readonly kind: "number" }
  | { readonly kind: "date" }
  /** The number is a hundredth of what is shown: 0.1 is 10%. */
  | { readonly kind: "percent" }
  /** A format of zeros alone, e.g. `00000`: the number keeps its leading zeros. */
  | { readonly kind: "zeros"; readonly digitCount: number };

export const PLAIN_NUMBER: NumberKind = { kind: "number" };
const DATE: NumberKind = { kind: "date" };
const PERCENT: NumberKind = { kind: "percent" };

/**
 * The date and time formats that every program knows by number (ECMA-376 part 1, 18.8.30), those of
 * Korean, Japanese and Chinese among them. 46 counts hours and is no time of a day.
 */
const DATE_FORMAT_RANGES = [[14, 22], [27, 36], [45, 45], [47, 47], [50, 58]] as const;

/** `0%` and `0.00%`. */
const PERCENT_FORMATS: readonly number[] = [9, 10];

export function builtInNumberKind(formatId: number): NumberKind {
  if (PERCENT_FORMATS.includes(formatId)) return PERCENT;
  const isDate = DATE_FORMAT_RANGES.some(([first, last]) => formatId >= first && formatId <= last);
  return isDate ? DATE : PLAIN_NUMBER;
}

/** Reads a format code such as `yyyy"년" m"월"` or `[$-412]h:mm AM/PM`. */
export function numberKindOf(formatCode: string): NumberKind {
  const zeros = /^0+$/.exec(formatCode);
  if (zeros) return { kind: "zeros", digitCount: zeros[0].length };
  if (/\[(h+|m+|s+)\]/i.test(formatCode)) return PLAIN_NUMBER;
  const bare = formatCode.replace(/"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?/g, "").split(";")[0] ?? "";
  if (bare.includes("%")) return PERCENT;
  return /[ymdhs]/i.test(bare) ? DATE : PLAIN_NUMBER;
}
