import type { PeriodChoice } from "../submission.ts";

/** What a document type says about its periods; a row of the catalogue. */
export interface PeriodRule {
  readonly kind: PeriodChoice["kind"];
  /** The oldest year that the agency answers, counted back from this year. */
  readonly yearsBackMax: number;
  /** The longest span of one document, ends included; undefined where there is no limit. */
  readonly monthsMax: number | undefined;
  /** Months after a period's end before the agency can issue it. */
  readonly opensAfterMonths: number;
}

/** For whom and when a period is resolved. */
export interface PeriodContext {
  /** Today in Asia/Seoul, "YYYY-MM-DD". */
  readonly today: string;
  /** A corporation's fiscal year is written as the month of its end, a person's as a year. */
  readonly isCorporation: boolean;
}

/** The kinds that are counted in whole units of months. */
export type UnitKind = "year" | "fiscalYear" | "half" | "quarter" | "month";

const UNIT_MONTHS: Readonly<Record<UnitKind, number>> = {
  year: 12,
  fiscalYear: 12,
  half: 6,
  quarter: 3,
  month: 1,
};

export function isUnitKind(kind: PeriodRule["kind"]): kind is UnitKind {
  return Object.hasOwn(UNIT_MONTHS, kind);
}

export function unitMonths(kind: UnitKind): number {
  return UNIT_MONTHS[kind];
}
