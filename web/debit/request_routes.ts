import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { page } from "../page.ts";
import { safeReturnPath } from "../paths.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { collectionPaths } from "./collection_paths.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { choiceIn, idsIn, placeIn } from "./list_query.ts";
import { NoContractPage } from "./no_contract_page.ts";
import { candidateChoice, choiceQuery, fieldsInAddress, requestChoice } from "./request_choice.ts";
import { confirmRequest } from "./request_confirmation.ts";
import { fieldsInForm, formLists } from "./request_form.ts";
import { listCandidates } from "./request_list.ts";
import { CANDIDATE_COLUMNS, RequestPage } from "./request_page.ts";
import { exportRoutes } from "./whole_list.ts";

const WAITING_ROWS = 50;
const DONE = ["requested", "withdrawn"] as const;

/** 이체의뢰, and taking back what waits. */
export function requestRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  routes.get(debitPaths.requests, (c) => show(context, c));
  routes.get(collectionPaths.requestConfirmation, (c) => confirmRequest(context, c));
  exportRoutes(routes, debitPaths.requests, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const choice = await requestChoice(context, { merchantId, fields: fieldsInAddress(c) });
    if (choice === undefined) throw new PageNotFoundError();
    const query = { ...candidateChoice(choice), text: choice.text };
    const rows = context.debit.orders.candidateStream(merchantId, query);
    return { name: `이체의뢰-${choice.dueDate}`, columns: CANDIDATE_COLUMNS, rows };
  });
  routes.post(debitPaths.requests, (c) => request(context, c));
  routes.post(collectionPaths.orderWithdrawal, (c) => withdraw(context, c));
}

async function show(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { debit, kernel } = context;
  const { view } = c.var;
  const { merchantId, rights } = await requireMerchant(context, c);
  const choice = await requestChoice(context, { merchantId, fields: fieldsInAddress(c) });
  if (choice === undefined) return page(c, NoContractPage({ view, title: "이체의뢰" }));
  const contractId = choice.contract.id;
  const place = placeIn(c);
  const window = await debit.orders.window(merchantId, { contractId, dueDate: choice.dueDate });
  const [found, waiting, contracts] = await Promise.all([
    listCandidates(debit, { merchantId, choice, place }),
    debit.orders.list(merchantId, {
      contractId,
      kind: "regular",
      state: "waiting",
      from: window.debitDate,
      to: window.debitDate,
      limit: WAITING_ROWS,
    }),
    debit.merchants.contracts(merchantId),
  ]);
  const mayAct = rights.includes("debit.request");
  const done = choiceIn(c, "done", DONE) ?? "";
  const now = kernel.clock.now();
  return page(
    c,
    RequestPage({ view, now, choice, contracts, window, place, found, waiting, mayAct, done }),
  );
}

async function request(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { merchantId, actor } = await requireMerchant(context, c, "debit.request");
  await requireSecondFactor(context, c);
  const form = await formLists(c);
  const choice = await requestChoice(context, { merchantId, fields: fieldsInForm(form) });
  if (choice === undefined) return c.redirect(debitPaths.requests, 303);
  const answer = await context.debit.orders.request(merchantId, {
    ...candidateChoice(choice),
    instructionIds: form.all?.[0] === "on" ? "all" : idsIn(form.id),
    actor,
  });
  const done = answer.count > 0 ? "&done=requested" : "";
  return c.redirect(`${debitPaths.requests}?${choiceQuery(choice)}${done}`, 303);
}

async function withdraw(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { merchantId, actor } = await requireMerchant(context, c, "debit.request");
  const form = await formLists(c);
  const orderIds = idsIn(form.order);
  const count = await context.debit.orders.withdraw(merchantId, { orderIds, actor });
  const back = safeReturnPath(form.back?.[0], debitPaths.requests);
  if (count === 0) return c.redirect(back, 303);
  return c.redirect(`${back}${back.includes("?") ? "&" : "?"}done=withdrawn`, 303);
}
