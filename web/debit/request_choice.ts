import type { CandidateQuery, Contract, Debit } from "@maru/debit";
import type { BusinessDate } from "@maru/kernel";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import type { DebitContext } from "./context.ts";
import { dayAfter, firstOfMonth, monthAfter } from "./date_words.ts";
import { asDate, wordIn } from "./list_query.ts";

/** What is asked to be listed: the choices over the list of 이체의뢰. */
export interface RequestChoice {
  readonly contract: Contract;
  readonly dueDate: BusinessDate;
  /** Due dates that are offered, soonest first. */
  readonly dueDates: readonly BusinessDate[];
  /** Of the contract; none means all. */
  readonly itemCodes: readonly string[];
  readonly withArrears: boolean;
  readonly text: string;
}

/** How many days back a due date is still offered: it may roll forward over holidays. */
const DAYS_BACK = 5;
const MONTHS_AHEAD = 2;

/** The contract of the address, else the first that is in force; undefined where there is none. */
export function chosenContract(
  contracts: readonly Contract[],
  contractId: string,
): Contract | undefined {
  return contracts.find(({ id }) => id === contractId) ??
    contracts.find(({ state }) => state === "active");
}

/** Reads the choice from the fields of an address or of a form; undefined without a contract. */
export async function requestChoice(
  { debit, kernel }: Pick<DebitContext, "debit" | "kernel">,
  { merchantId, fields }: { readonly merchantId: string; readonly fields: ChoiceFields },
): Promise<RequestChoice | undefined> {
  const contracts = await debit.merchants.contracts(merchantId);
  const contract = chosenContract(contracts, fields.contractId);
  if (contract === undefined) return undefined;
  const today = kernel.calendar.dateOf(kernel.clock.now());
  const dueDates = dueDatesOf(debit, { contract, today });
  const known = contract.items.map(({ itemCode }) => itemCode);
  return {
    contract,
    dueDates,
    dueDate: asDate(fields.dueDate) ??
      await firstOpen(debit, { merchantId, contract, dueDates }) ?? today,
    itemCodes: fields.itemCodes.filter((code) => known.includes(code)),
    withArrears: fields.withArrears,
    text: fields.text,
  };
}

export interface ChoiceFields {
  readonly contractId: string;
  readonly dueDate: string;
  readonly itemCodes: readonly string[];
  readonly withArrears: boolean;
  readonly text: string;
}

export function fieldsInAddress(c: Context<WebEnv>): ChoiceFields {
  return {
    contractId: wordIn(c, "contractId"),
    dueDate: wordIn(c, "dueDate"),
    itemCodes: c.req.queries("item") ?? [],
    withArrears: wordIn(c, "arrears") === "on",
    text: wordIn(c, "text"),
  };
}

/** The choice as the query of an address; items repeat. */
export function choiceQuery(choice: RequestChoice): string {
  const query = new URLSearchParams({
    contractId: choice.contract.id,
    dueDate: choice.dueDate,
    ...(choice.withArrears ? { arrears: "on" } : {}),
    ...(choice.text === "" ? {} : { text: choice.text }),
  });
  for (const code of choice.itemCodes) query.append("item", code);
  return query.toString();
}

/** The same with what was ticked so far. */
export function tickedQuery(choice: RequestChoice, ticked: readonly string[]): string {
  return [choiceQuery(choice), ...ticked.map((id) => `id=${id}`)].join("&");
}

/** What the desk is asked for; a text narrows what is shown, not what "all" means. */
export function candidateChoice(
  choice: RequestChoice,
): Pick<CandidateQuery, "contractId" | "dueDate" | "itemCodes" | "withArrears"> {
  return {
    contractId: choice.contract.id,
    dueDate: choice.dueDate,
    withArrears: choice.withArrears,
    ...(choice.itemCodes.length === 0 ? {} : { itemCodes: choice.itemCodes }),
  };
}

function dueDatesOf(
  { schedule }: Debit,
  { contract, today }: { contract: Contract; today: BusinessDate },
): BusinessDate[] {
  const months = Array.from(
    { length: MONTHS_AHEAD },
    (_, index) => monthAfter(firstOfMonth(today), index),
  );
  const dates = months.flatMap((month) =>
    contract.dueDays.map((dueDay) => schedule.dueDate({ month, dueDay }))
  );
  return [...new Set(dates)].filter((date) => date >= dayAfter(today, -DAYS_BACK)).sort();
}

async function firstOpen(
  debit: Debit,
  { merchantId, contract, dueDates }: {
    merchantId: string;
    contract: Contract;
    dueDates: readonly BusinessDate[];
  },
): Promise<BusinessDate | undefined> {
  for (const dueDate of dueDates) {
    const window = await debit.orders.window(merchantId, { contractId: contract.id, dueDate });
    if (window.isOpen) return dueDate;
  }
  return dueDates[0];
}
