import type { Obstacle, OrderRow } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { html } from "../html.ts";
import { page } from "../page.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { collectionPaths } from "./collection_paths.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { firstOfMonth } from "./date_words.ts";
import { asDate, choiceIn, idsIn, type Place, placeIn, wordIn } from "./list_query.ts";
import { NoContractPage } from "./no_contract_page.ts";
import { chosenContract } from "./request_choice.ts";
import { RequestConfirmPage } from "./request_confirm_page.ts";
import { formLists } from "./request_form.ts";
import { type RetryChoice, RetryPage, retryQuery } from "./retry_page.ts";
import { OBSTACLE_WORDS } from "./words.ts";

const PAGE_ROWS = 50;
const WAITING_ROWS = 50;
const TITLE = "재처리의뢰";
const DONE = ["requested", "withdrawn", "unticked"] as const;
const OBSTACLES = Object.keys(OBSTACLE_WORDS) as Obstacle[];

/** 재처리의뢰. */
export function retryRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  routes.get(debitPaths.retries, (c) => show(context, c));
  routes.get(collectionPaths.retryConfirmation, (c) => confirm(context, c));
  routes.post(debitPaths.retries, (c) => retry(context, c));
}

async function show(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { debit, kernel } = context;
  const { view } = c.var;
  const { merchantId, rights } = await requireMerchant(context, c);
  const choice = await retryChoice(context, merchantId, wordsIn(c));
  if (choice === undefined) return page(c, NoContractPage({ view, title: TITLE }));
  const contractId = choice.contract.id;
  const place = placeIn(c);
  const [window, found, waiting, contracts] = await Promise.all([
    debit.orders.retryWindow(merchantId, { contractId, date: choice.date }),
    listRetryable(context, { merchantId, choice, place }),
    debit.orders.list(merchantId, {
      contractId,
      kind: "retry",
      state: "waiting",
      month: choice.month,
      limit: WAITING_ROWS,
    }),
    debit.merchants.contracts(merchantId),
  ]);
  const mayAct = rights.includes("debit.request");
  const done = choiceIn(c, "done", DONE) ?? "";
  const now = kernel.clock.now();
  const refused = obstaclesIn(c);
  return page(
    c,
    RetryPage({
      view,
      now,
      choice,
      contracts,
      window,
      place,
      found,
      waiting,
      mayAct,
      done,
      refused,
    }),
  );
}

async function confirm(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { view } = c.var;
  const { merchantId } = await requireMerchant(context, c, "debit.request");
  const choice = await retryChoice(context, merchantId, wordsIn(c));
  if (choice === undefined) return page(c, NoContractPage({ view, title: TITLE }));
  const { contract, date } = choice;
  const ids = idsIn(c.req.queries("order"));
  const found = await listRetryable(context, { merchantId, choice, place: placeIn(c) });
  const rows = found.rows.filter(({ id }) => ids.includes(id));
  // Nobody proves a second factor only to hear that nothing was ticked.
  if (rows.length === 0) {
    return c.redirect(`${debitPaths.retries}?${retryQuery(choice)}&done=unticked`, 303);
  }
  await requireSecondFactor(context, c);
  return page(
    c,
    RequestConfirmPage({
      view,
      title: TITLE,
      contractName: contract.name,
      count: rows.length,
      amountWon: rows.reduce((won, row) => won + row.amountWon, 0n),
      window: await context.debit.orders.retryWindow(merchantId, { contractId: contract.id, date }),
      action: debitPaths.retries,
      fields: [
        html`<input type="hidden" name="contractId" value=${contract.id} />`,
        html`<input type="hidden" name="date" value=${date} />`,
        rows.map(OrderField),
      ],
      backTo: `${debitPaths.retries}?${retryQuery(choice)}`,
      current: debitPaths.retries,
    }),
  );
}

async function retry(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { merchantId, actor } = await requireMerchant(context, c, "debit.request");
  await requireSecondFactor(context, c);
  const form = await formLists(c);
  const words = { contractId: form.contractId?.[0] ?? "", date: form.date?.[0] ?? "", text: "" };
  const choice = await retryChoice(context, merchantId, words);
  const orderIds = idsIn(form.order);
  if (choice === undefined || orderIds.length === 0) return c.redirect(debitPaths.retries, 303);
  const { contract, date } = choice;
  const input = { contractId: contract.id, date, orderIds, actor };
  const answer = await context.debit.orders.retry(merchantId, input);
  const done = answer.count > 0 ? "&done=requested" : "";
  const why = new Set(answer.refused.map(({ obstacle }) => `&refused=${obstacle}`));
  return c.redirect(
    `${debitPaths.retries}?${retryQuery(choice)}${done}${[...why].join("")}`,
    303,
  );
}

/** What the redirect after a press tells; anything else in the address is left out. */
function obstaclesIn(c: Context<WebEnv>): Obstacle[] {
  const sent = c.req.queries("refused") ?? [];
  return OBSTACLES.filter((obstacle) => sent.includes(obstacle));
}

function wordsIn(c: Context<WebEnv>) {
  return {
    contractId: wordIn(c, "contractId"),
    date: wordIn(c, "date"),
    text: wordIn(c, "text"),
  };
}

/** The day that was chosen, else the first on which a retry can be asked for. */
async function retryChoice(
  { debit, kernel }: DebitContext,
  merchantId: string,
  words: { readonly contractId: string; readonly date: string; readonly text: string },
): Promise<RetryChoice | undefined> {
  const contract = chosenContract(await debit.merchants.contracts(merchantId), words.contractId);
  if (contract === undefined) return undefined;
  const today = kernel.calendar.dateOf(kernel.clock.now());
  const about = { contractId: contract.id, date: today };
  const date = asDate(words.date) ??
    (await debit.orders.retryWindow(merchantId, about)).earliestDate;
  return { contract, date, month: firstOfMonth(today), text: words.text };
}

async function listRetryable(
  { debit }: DebitContext,
  { merchantId, choice, place }: {
    readonly merchantId: string;
    readonly choice: RetryChoice;
    readonly place: Place;
  },
) {
  return await debit.orders.retryable(merchantId, {
    contractId: choice.contract.id,
    month: choice.month,
    ...(choice.text === "" ? {} : { text: choice.text }),
    ...(place.after === undefined ? {} : { after: place.after }),
    limit: PAGE_ROWS,
  });
}

function OrderField({ id }: OrderRow) {
  return html`<input type="hidden" name="order" value=${id} />`;
}
