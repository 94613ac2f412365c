import type { CellProblem, SheetRow } from "@maru/spreadsheet";
import { cleanNumber, cleanPhone, cleanText } from "../customers/clean.ts";
import type {
  AccountFields,
  CustomerFields,
  FieldProblem,
  RowRules,
  TermFields,
} from "../customers/rules.ts";
import { DISCOUNT_RATE_MAX, discountOf } from "../customers/rules.ts";
import type { Choices } from "./choices.ts";
import { COLUMN_INDEX, FIELD_COLUMNS, type ImportField } from "./columns.ts";
import type { CellPositions } from "./headings.ts";
import { nameCauses } from "./spreadsheet_causes.ts";
import { KIND_TITLES } from "./titles.ts";
import { readDate, readDay, type Reading, readMonth, readRate, readWon } from "./typed_values.ts";

/** A row as the rules see it. */
export interface ImportedRow {
  readonly customer: CustomerFields;
  readonly terms: TermFields & { readonly discountWon: bigint };
  readonly account: AccountFields;
}

export type RowReader = (row: SheetRow, problems: FieldProblem[]) => ImportedRow;

const NO_CELL: Readonly<Record<CellProblem, FieldProblem["reason"]>> = {
  digitsLost: "precision",
  errorValue: "errorCell",
  valueMissing: "formulaCell",
  dateOutOfRange: "notADate",
  cut: "tooLong",
};

/** Reads rows and holds them against the rules, the same as for pages; adds all that is wrong. */
export function createRowReader(
  { rules, choices, positions }: {
    rules: RowRules;
    choices: Choices;
    positions: CellPositions;
  },
): RowReader {
  const at = Object.fromEntries(
    FIELD_COLUMNS.map(({ field }, column) => [field, positions[column]!]),
  ) as Positions;

  return (row, problems) => {
    const { cells } = row;
    const customer = readCustomer(cells, at, problems);
    const terms = readTerms(cells, at, { choices, problems });
    const account: AccountFields = {
      bankCode: choices.bank(textOf(cells, at.bankCode)),
      account: cleanNumber(textOf(cells, at.account)),
      holder: textOf(cells, at.holder),
      holderIdentity: cleanNumber(textOf(cells, at.holderIdentity)),
    };
    if (row.problems !== undefined) addCellProblems(row.problems, at, problems);
    const found = problems.length;
    rules.customer(customer, problems);
    rules.terms(terms, problems);
    rules.account(account, problems);
    if (found > 0 && problems.length > 1) keepFirstOfEach(problems);
    if (problems.length > 1) dropDependent(problems);
    const read = { customer, terms, account };
    if (problems.length > 0) nameCauses(problems, read);
    return read;
  };
}

/** For each field the cell it stands in, -1 where the file lacks it. */
type Positions = Readonly<Record<ImportField, number>>;

/** An array that is asked for its element -1 takes as long as ten that are there. */
function textOf(cells: readonly string[], position: number): string {
  return position < 0 || position >= cells.length ? "" : cleanText(cells[position]!);
}

/** The value; where there is none, what stands for it, and the problem is told. */
function take<T>(
  problems: FieldProblem[],
  field: ImportField,
  reading: Reading<T>,
  otherwise: T,
): T {
  if ("value" in reading) return reading.value;
  problems.push({ field, reason: reading.reason });
  return otherwise;
}

function readCustomer(
  cells: readonly string[],
  at: Positions,
  problems: FieldProblem[],
): CustomerFields {
  const kind = textOf(cells, at.kind);
  const identity = cleanNumber(textOf(cells, at.identity));
  const joinedOn = textOf(cells, at.joinedOn);
  return {
    number: textOf(cells, at.number),
    name: textOf(cells, at.name),
    kind: take(problems, "kind", readKind(kind), "individual"),
    grade: textOf(cells, at.grade),
    identity: identity === "" ? undefined : identity,
    representative: textOf(cells, at.representative),
    phone: cleanPhone(textOf(cells, at.phone)),
    mobile: cleanPhone(textOf(cells, at.mobile)),
    email: textOf(cells, at.email),
    industryCode: textOf(cells, at.industryCode),
    joinedOn: joinedOn === "" ? undefined : take(problems, "joinedOn", readDate(joinedOn), ""),
    region: textOf(cells, at.region),
    postcode: cleanNumber(textOf(cells, at.postcode)),
    address: textOf(cells, at.address),
    addressDetail: textOf(cells, at.addressDetail),
  };
}

function readTerms(
  cells: readonly string[],
  at: Positions,
  { choices, problems }: { choices: Choices; problems: FieldProblem[] },
): ImportedRow["terms"] {
  const monthlyWon = take(problems, "monthlyWon", readWon(textOf(cells, at.monthlyWon)), 0n);
  const rate = textOf(cells, at.discountRate);
  const discountRate = rate === "" ? 0 : take(problems, "discountRate", readRate(rate), 0);
  const firstMonth = textOf(cells, at.firstMonth);
  const lastMonth = textOf(cells, at.lastMonth);
  return {
    itemCode: choices.item(textOf(cells, at.itemCode)),
    limitWon: take(problems, "limitWon", readWon(textOf(cells, at.limitWon)), 0n),
    monthlyWon,
    discountRate,
    discountWon: readDiscountWon(textOf(cells, at.discountWon), {
      monthlyWon,
      discountRate,
      problems,
    }),
    firstMonth: firstMonth === "" ? "" : take(problems, "firstMonth", readMonth(firstMonth), ""),
    lastMonth: lastMonth === "" ? undefined : take(problems, "lastMonth", readMonth(lastMonth), ""),
    dueDay: take(problems, "dueDay", readDay(textOf(cells, at.dueDay)), 0),
    manager: textOf(cells, at.manager),
  };
}

/** An amount that was left out follows from the rate. */
function readDiscountWon(
  text: string,
  { monthlyWon, discountRate, problems }: {
    monthlyWon: bigint;
    discountRate: number;
    problems: FieldProblem[];
  },
): bigint {
  if (text !== "") return take(problems, "discountWon", readWon(text), 0n);
  if (discountRate === 0) return 0n;
  return discountOf(monthlyWon, Math.min(discountRate, DISCOUNT_RATE_MAX));
}

function readKind(text: string): Reading<"individual" | "business"> {
  if (text === "") return { reason: "missing" };
  const value = KIND_TITLES[text];
  return value === undefined ? { reason: "notAChoice" } : { value };
}

function addCellProblems(
  found: ReadonlyMap<number, CellProblem>,
  at: Readonly<Record<ImportField, number>>,
  problems: FieldProblem[],
): void {
  for (const { field } of FIELD_COLUMNS) {
    const problem = found.get(at[field]);
    if (problem !== undefined) problems.unshift({ field, reason: NO_CELL[problem] });
  }
}

/** What could not be read is wrong for that reason alone. */
function keepFirstOfEach(problems: FieldProblem[]): void {
  const seen = new Set<string>();
  const kept = problems.filter(({ field }) => !seen.has(field) && seen.add(field));
  problems.splice(0, problems.length, ...kept);
}

/** A discount is not judged by an amount that is wrong itself. */
function dropDependent(problems: FieldProblem[]): void {
  if (!problems.some(({ field }) => field === "monthlyWon")) return;
  const at = problems.findIndex(({ field, reason }) =>
    field === "discountWon" && reason === "discountTooHigh"
  );
  if (at >= 0) problems.splice(at, 1);
}

/** In the order of the template. */
export function inColumnOrder(problems: readonly FieldProblem[]): FieldProblem[] {
  const columnOf = ({ field }: FieldProblem) => COLUMN_INDEX[field as ImportField];
  return problems.toSorted((one, other) => columnOf(one) - columnOf(other));
}
