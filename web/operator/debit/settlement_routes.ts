import { PayoutAccountChangedError } from "@maru/debit";
import type { Context, Hono } from "hono";
import { periodOf } from "../../debit/money_period.ts";
import { exportRoutes, listPlace } from "../../debit/whole_list.ts";
import type { WebEnv } from "../../context.ts";
import { optionalText, readForm } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { addressOf } from "../../submit/context.ts";
import { type OperatorDebitContext, operatorOf, provedOperatorOf } from "./context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { ACCOUNT_FIELD } from "./payout_approval.ts";
import { listerNames } from "./payout_people.ts";
import {
  OPERATOR_SETTLEMENT_COLUMNS,
  OperatorSettlementPage,
  OperatorSettlementsPage,
} from "./settlement_pages.ts";

const STATES = ["computed", "approved", "paid"] as const;

/** 정산 of all merchants: approve, mark as paid. */
export function settlementRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  const listed = async (c: Context<WebEnv>) => {
    const period = periodOf(context.kernel, c);
    const state = STATES.find((each) => each === c.req.query("state"));
    const rows = await settlements.list({ ...period, ...(state === undefined ? {} : { state }) });
    return { period, state: state ?? "", rows };
  };
  routes.get(paths.settlements, async (c) => {
    await operatorOf(context, c);
    const { period, state, rows } = await listed(c);
    const props = { view: c.var.view, settlements: rows, ...period, state, place: listPlace(c) };
    return page(c, OperatorSettlementsPage(props));
  });
  exportRoutes(routes, paths.settlements, async (c) => {
    await operatorOf(context, c);
    const { period, rows } = await listed(c);
    const name = `정산-${period.from}-${period.to}`;
    return { name, columns: OPERATOR_SETTLEMENT_COLUMNS, rows };
  });
  routes.post(paths.settlementRun, async (c) => {
    await provedOperatorOf(context, c);
    await settlements.run();
    return c.redirect(paths.settlements, 303);
  });
  routes.get(paths.settlement(":merchant", ":id"), async (c) => {
    await provedOperatorOf(context, c);
    return await show(context, c);
  });
  stepRoutes(context, routes);
  unlistingRoute(context, routes);
}

async function show(
  context: OperatorDebitContext,
  c: Context<WebEnv>,
  isRefused = false,
): Promise<Response> {
  const { settlements } = context.debit;
  const settlement = await settlements.get(idParam(c, "merchant"), idParam(c, "id"));
  const [accounts, nameOf] = await Promise.all([
    settlements.payoutAccounts(settlement.merchantId),
    listerNames(context, [settlement]),
  ]);
  const props = { view: c.var.view, settlement, accounts, nameOf, isRefused };
  return page(c, OperatorSettlementPage(props), isRefused ? 409 : 200);
}

/** Steps that move money want a second factor, and so does the page that offers them. */
function stepRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  routes.post(paths.settlementApproval(":merchant", ":id"), async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const { merchantId, id } = await settlements.get(idParam(c, "merchant"), idParam(c, "id"));
    const form = await readForm(c, { [ACCOUNT_FIELD]: optionalText({ label: "지급할 계좌" }) });
    const accountVersion = form.ok ? form.value[ACCOUNT_FIELD] : undefined;
    try {
      await settlements.approve({ id, actor, accountVersion });
    } catch (error) {
      // The new account is shown at once, to be approved or not.
      if (error instanceof PayoutAccountChangedError) return await show(context, c, true);
      throw error;
    }
    return c.redirect(paths.settlement(merchantId, id), 303);
  });
  routes.post(paths.settlementPayment(":merchant", ":id"), async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const { merchantId, id } = await settlements.get(idParam(c, "merchant"), idParam(c, "id"));
    await settlements.markPaid({ id, actor });
    return c.redirect(paths.settlement(merchantId, id), 303);
  });
}

/** 지급하지 않음: it may be listed again, and be approved for another account. */
function unlistingRoute(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  routes.post(paths.settlementUnlisting(":merchant", ":id"), async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const { merchantId, id } = await settlements.get(idParam(c, "merchant"), idParam(c, "id"));
    await settlements.unlist({ id, actor, address: addressOf(c) });
    return c.redirect(paths.settlement(merchantId, id), 303);
  });
}
