import { type Member, startOf } from "../cast/member.ts";
import type { PeriodStyle, Product } from "./product.ts";

/** The period does not have the product's form, or is longer or older than the agency answers (CF-12411). */
export class WrongPeriodError extends Error {
  override readonly name = "WrongPeriodError";
  constructor(readonly reason: string) {
    super(`Cannot answer for the period: ${reason}`);
  }
}

/** Nothing was filed in the period (CF-13025). */
export class NothingFiledError extends Error {
  override readonly name = "NothingFiledError";
  constructor() {
    super("Cannot issue the document: nothing was filed in the period");
  }
}

/** One thing that is filed: a half, a year, a month; or a span of days. Dates are yyyy-MM-dd in Korea. */
export interface PeriodUnit {
  readonly label: string;
  readonly year: number;
  /** `2024-H1`, `2024`, `2024-07`, or the first day of a span: what figures are made from. */
  readonly key: string;
  readonly from: string;
  readonly to: string;
  /** From this day on the agency knows it. */
  readonly knownFrom: string;
}

export interface PeriodRequest {
  readonly product: Product;
  readonly member: Member;
  readonly startDate: string;
  readonly endDate: string;
  /** Today in Korea, yyyy-MM-dd. */
  readonly today: string;
}

/**
 * The filed units of a period, oldest first; empty for a document without a period.
 * @throws {WrongPeriodError | NothingFiledError}
 */
export function filedUnits(request: PeriodRequest): readonly PeriodUnit[] {
  if (request.product.period === "none") return [];
  const units = unitsOf(request);
  const opened = startOf(request.member);
  const filed = units.filter((unit) => unit.to >= opened && unit.knownFrom <= request.today);
  if (filed.length === 0) throw new NothingFiledError();
  return filed;
}

function unitsOf(request: PeriodRequest): readonly PeriodUnit[] {
  const { product, member, startDate, endDate, today } = request;
  const pattern = patternOf(product.period, member);
  if (!pattern.test(startDate) || !pattern.test(endDate)) {
    throw new WrongPeriodError(`it is not written as "${product.period}"`);
  }
  if (startDate > endDate) throw new WrongPeriodError("its start is after its end");
  const first = monthIndex(startDate);
  const last = monthIndex(endDate);
  const stepMonths = stepOf(product.period);
  if (
    product.periodMonthsMax !== undefined && last - first + stepMonths > product.periodMonthsMax
  ) {
    throw new WrongPeriodError(`it is longer than ${product.periodMonthsMax} months`);
  }
  const oldest = Number(today.slice(0, 4)) - (product.yearsBackMax ?? 5);
  if (Number(startDate.slice(0, 4)) < oldest) {
    throw new WrongPeriodError(`it begins before ${oldest}`);
  }
  if (product.period === "day") return [dayUnit(startDate, endDate)];
  const units: PeriodUnit[] = [];
  for (let month = first; month <= last; month += stepMonths) {
    units.push(unitAt(product.period, month));
  }
  return units;
}

function patternOf(style: PeriodStyle, member: Member): RegExp {
  switch (style) {
    case "day":
      return /^20\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
    case "month":
      return /^20\d{2}(0[1-9]|1[0-2])$/;
    case "half":
      return /^20\d{2}(01|07)$/;
    case "fiscal":
      return member.kind === "corporation" ? /^20\d{2}12$/ : /^20\d{2}$/;
    default:
      return /^20\d{2}$/;
  }
}

function stepOf(style: PeriodStyle): number {
  return { none: 1, day: 1, month: 1, half: 6, year: 12, fiscal: 12 }[style];
}

/** Months since year 0; a year alone counts as its January. */
function monthIndex(text: string): number {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(4, 6) || "1") - 1;
}

function unitAt(style: PeriodStyle, index: number): PeriodUnit {
  const year = Math.floor(index / 12);
  const month = String(index % 12 + 1).padStart(2, "0");
  switch (style) {
    case "month":
      return {
        label: `${year}년 ${month}월`,
        year,
        key: `${year}-${month}`,
        from: `${year}-${month}-01`,
        to: lastDayOf(year, index % 12),
        knownFrom: `${lastDayOf(year, index % 12 + 1).slice(0, 8)}10`,
      };
    case "half":
      return month === "01"
        ? halfUnit(year, "1기", `${year}-01-01`, `${year}-06-30`, `${year}-07-26`)
        : halfUnit(year, "2기", `${year}-07-01`, `${year}-12-31`, `${year + 1}-01-26`);
    default:
      return {
        label: `${year}년`,
        year,
        key: String(year),
        from: `${year}-01-01`,
        to: `${year}-12-31`,
        knownFrom: style === "fiscal" ? `${year + 1}-04-01` : `${year + 1}-06-01`,
      };
  }
}

function halfUnit(
  year: number,
  name: string,
  from: string,
  to: string,
  knownFrom: string,
): PeriodUnit {
  return { label: `${year}년 ${name}`, year, key: `${year}-H${name[0]}`, from, to, knownFrom };
}

function dayUnit(startDate: string, endDate: string): PeriodUnit {
  const from = dashed(startDate);
  const to = dashed(endDate);
  return {
    label: `${from} ~ ${to}`,
    year: Number(from.slice(0, 4)),
    key: from,
    from,
    to,
    knownFrom: from,
  };
}

function lastDayOf(year: number, monthZeroBased: number): string {
  return new Date(Date.UTC(year, monthZeroBased + 1, 0)).toISOString().slice(0, 10);
}

function dashed(digits: string): string {
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
