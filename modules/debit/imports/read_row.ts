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
  errorValue: "missing",
  valueMissing: "missing",
  dateOutOfRange: "notADate",
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
  ) as Record<ImportField, number>;

  return (row, problems) => {
    const { cells } = row;
    const text = (field: ImportField) => cleanText(cells[at[field]] ?? "");
    const take = <T>(field: ImportField, reading: Reading<T>, otherwise: T): T => {
      if ("value" in reading) return reading.value;
      problems.push({ field, reason: reading.reason });
      return otherwise;
    };
    const customer = readCustomer(text, take);
    const terms = readTerms(text, take, choices);
    const account: AccountFields = {
      bankCode: choices.bank(text("bankCode")),
      account: cleanNumber(text("account")),
      holder: text("holder"),
      holderIdentity: cleanNumber(text("holderIdentity")),
    };
    if (row.problems !== undefined) addCellProblems(row.problems, at, problems);
    const found = problems.length;
    rules.customer(customer, problems);
    rules.terms(terms, problems);
    rules.account(account, problems);
    if (found > 0 && problems.length > found) keepFirstOfEach(problems);
    return { customer, terms, account };
  };
}

type Text = (field: ImportField) => string;
type Take = <T>(field: ImportField, reading: Reading<T>, otherwise: T) => T;

function readCustomer(text: Text, take: Take): CustomerFields {
  const kind = text("kind");
  const identity = cleanNumber(text("identity"));
  const joinedOn = text("joinedOn");
  return {
    number: text("number"),
    name: text("name"),
    kind: take("kind", readKind(kind), "individual"),
    grade: text("grade"),
    ...(identity === "" ? {} : { identity }),
    representative: text("representative"),
    phone: cleanPhone(text("phone")),
    mobile: cleanPhone(text("mobile")),
    email: text("email"),
    industryCode: text("industryCode"),
    ...(joinedOn === "" ? {} : { joinedOn: take("joinedOn", readDate(joinedOn), "") }),
    region: text("region"),
    postcode: cleanNumber(text("postcode")),
    address: text("address"),
    addressDetail: text("addressDetail"),
  };
}

function readTerms(text: Text, take: Take, choices: Choices): ImportedRow["terms"] {
  const monthlyWon = take("monthlyWon", readWon(text("monthlyWon")), 0n);
  const discountRate = take("discountRate", readRate(text("discountRate")), 0);
  const discountWon = text("discountWon");
  const firstMonth = text("firstMonth");
  const lastMonth = text("lastMonth");
  return {
    itemCode: choices.item(text("itemCode")),
    limitWon: take("limitWon", readWon(text("limitWon")), 0n),
    monthlyWon,
    discountRate,
    discountWon: discountWon === ""
      ? discountOf(monthlyWon, Math.min(discountRate, DISCOUNT_RATE_MAX))
      : take("discountWon", readWon(discountWon), 0n),
    firstMonth: firstMonth === "" ? "" : take("firstMonth", readMonth(firstMonth), ""),
    ...(lastMonth === "" ? {} : { lastMonth: take("lastMonth", readMonth(lastMonth), "") }),
    dueDay: take("dueDay", readDay(text("dueDay")), 0),
    manager: text("manager"),
  };
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

/** What could not be read is wrong for that reason alone; what depends on it is not judged. */
function keepFirstOfEach(problems: FieldProblem[]): void {
  const seen = new Set<string>();
  const kept = problems.filter(({ field }) => !seen.has(field) && seen.add(field));
  const isMonthlyWrong = seen.has("monthlyWon");
  problems.splice(
    0,
    problems.length,
    ...kept.filter(({ reason }) => !(isMonthlyWrong && reason === "discountTooHigh")),
  );
}

/** In the order of the template. */
export function inColumnOrder(problems: readonly FieldProblem[]): FieldProblem[] {
  const columnOf = ({ field }: FieldProblem) => COLUMN_INDEX[field as ImportField];
  return problems.toSorted((one, other) => columnOf(one) - columnOf(other));
}
