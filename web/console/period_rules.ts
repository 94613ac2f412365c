import type { DocumentType } from "@maru/submission";

type PeriodKind = DocumentType["periodKind"];

/** What people call the units of a period rule such as `last 4 halves`. */
const UNITS: Readonly<Record<string, { readonly one: string; readonly many: string }>> = {
  years: { one: "지난 1년", many: "지난 #년" },
  fiscalYears: { one: "지난 1개 사업연도", many: "지난 #개 사업연도" },
  halves: { one: "지난 1기", many: "지난 #기" },
  quarters: { one: "지난 1분기", many: "지난 #개 분기" },
  months: { one: "지난 1개월", many: "지난 #개월" },
};

const CHOICES: Readonly<Partial<Record<PeriodKind, readonly string[]>>> = {
  year: [1, 2, 3, 5].map((count) => `last ${count} years`),
  fiscalYear: [1, 2, 3, 5].map((count) => `last ${count} fiscalYears`),
  half: [1, 2, 3, 4, 6, 8].map((count) => `last ${count} halves`),
  quarter: [1, 2, 4, 8].map((count) => `last ${count} quarters`),
  month: [1, 3, 6, 12, 24].map((count) => `last ${count} months`),
  range: [1, 3, 6, 12, 24].map((count) => `last ${count} months`),
};

/** A period rule in the words of the people who choose it; one that cannot be read stays as it is. */
export function periodRuleWords(expression: string): string {
  if (expression === "asOfToday") return "오늘 기준";
  const [, count, unit] = /^last (\d+) (\w+)$/.exec(expression) ?? [];
  const words = unit === undefined
    ? undefined
    : UNITS[unit] ?? UNITS[`${unit}s`] ?? UNITS[unit.replace(/f$/, "ves")];
  if (words === undefined || count === undefined) return expression;
  return count === "1" ? words.one : words.many.replace("#", count);
}

/** The rules that fit a kind of period, and those that stand already. */
export function periodRuleOptions(
  kind: PeriodKind,
  standing: readonly string[],
): { value: string; label: string }[] {
  const listed = CHOICES[kind] ?? [];
  const others = standing.filter((each) => each !== "" && !listed.includes(each));
  return [...new Set([...listed, ...others])].map((value) => ({
    value,
    label: periodRuleWords(value),
  }));
}

/** Whether a period of this kind is chosen at all. */
export function hasPeriod(kind: PeriodKind): boolean {
  return CHOICES[kind] !== undefined;
}
