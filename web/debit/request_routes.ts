import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { page } from "../page.ts";
import { safeReturnPath } from "../paths.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { collectionPaths } from "./collection_paths.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { choiceIn, idsIn, type Place, placeIn } from "./list_query.ts";
import { NoContractPage } from "./no_contract_page.ts";
import {
  candidateChoice,
  choiceQuery,
  fieldsInAddress,
  type RequestChoice,
  requestChoice,
} from "./request_choice.ts";
import { confirmRequest } from "./request_confirmation.ts";
import { fieldsInForm, formLists } from "./request_form.ts";
import { listCandidates } from "./request_list.ts";
import { CANDIDATE_COLUMNS, RequestPage } from "./request_page.ts";
import { REQUEST_SCOPES, scopedTicks, scopeFilter, tickFault } from "./request_scope.ts";
import { TICKS_MAX } from "./request_ticks.ts";
import { exportRoutes } from "./whole_list.ts";

const WAITING_ROWS = 50;
const DONE = ["requested", "withdrawn", "unticked", "tooMany"] as const;

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
    candidatesOf(context, { merchantId, choice, place }),
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
  const now = kernel.clock.now();
  // Never cut: who goes on must not lose what was ticked without being told.
  const ticked = idsIn(c.req.queries("id"));
  const done = ticked.length > TICKS_MAX ? "tooMany" : choiceIn(c, "done", DONE) ?? "";
  return page(
    c,
    RequestPage({
      view,
      now,
      choice,
      contracts,
      window,
      place,
      ...found,
      ticked,
      waiting,
      mayAct,
      done,
    }),
  );
}

/** A page of the list, and what "all" means: a text narrows the list alone. */
async function candidatesOf(
  { debit }: DebitContext,
  { merchantId, choice, place }: {
    readonly merchantId: string;
    readonly choice: RequestChoice;
    readonly place: Place;
  },
) {
  const found = await listCandidates(debit, { merchantId, choice, place });
  if (choice.text === "") return { found, open: found.open };
  const all = { ...candidateChoice(choice), limit: 1 };
  return { found, open: (await debit.orders.candidates(merchantId, all)).open };
}

async function request(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { merchantId, actor } = await requireMerchant(context, c, "debit.request");
  await requireSecondFactor(context, c);
  const form = await formLists(c);
  const choice = await requestChoice(context, { merchantId, fields: fieldsInForm(form) });
  if (choice === undefined) return c.redirect(debitPaths.requests, 303);
  const scope = REQUEST_SCOPES.find((each) => each === form.scope?.[0]) ?? "ticked";
  const ticks = scopedTicks(scope, form.id);
  const fault = tickFault(ticks);
  if (fault !== undefined) {
    return c.redirect(`${debitPaths.requests}?${choiceQuery(choice)}&done=${fault}`, 303);
  }
  const answer = await context.debit.orders.request(merchantId, {
    ...candidateChoice(choice),
    instructionIds: "all",
    ...scopeFilter(ticks),
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
