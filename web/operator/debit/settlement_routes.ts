import type { Hono } from "hono";
import { periodOf } from "../../debit/money_period.ts";
import type { WebEnv } from "../../context.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { type OperatorDebitContext, operatorOf, provedOperatorOf } from "./context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { OperatorSettlementPage, OperatorSettlementsPage } from "./settlement_pages.ts";

const STATES = ["computed", "approved", "paid"] as const;

/** 정산 of all merchants: approve, mark as paid. */
export function settlementRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  routes.get(paths.settlements, async (c) => {
    await operatorOf(context, c);
    const period = periodOf(context.kernel, c);
    const state = STATES.find((each) => each === c.req.query("state"));
    const found = await settlements.list({ ...period, ...(state === undefined ? {} : { state }) });
    return page(
      c,
      OperatorSettlementsPage({
        view: c.var.view,
        settlements: found,
        ...period,
        state: state ?? "",
      }),
    );
  });
  routes.post(paths.settlementRun, async (c) => {
    await operatorOf(context, c);
    await settlements.run();
    return c.redirect(paths.settlements, 303);
  });
  routes.get(paths.settlement(":merchant", ":id"), async (c) => {
    await provedOperatorOf(context, c);
    const settlement = await settlements.get(idParam(c, "merchant"), idParam(c, "id"));
    return page(c, OperatorSettlementPage({ view: c.var.view, settlement }));
  });
  stepRoutes(context, routes);
}

/** Steps that move money want a second factor, and so does the page that offers them. */
function stepRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  for (
    const [path, act] of [
      [paths.settlementApproval, settlements.approve],
      [paths.settlementPayment, settlements.markPaid],
    ] as const
  ) {
    routes.post(path(":merchant", ":id"), async (c) => {
      const { actor } = await provedOperatorOf(context, c);
      const { merchantId, id } = await settlements.get(idParam(c, "merchant"), idParam(c, "id"));
      await act({ id, actor });
      return c.redirect(paths.settlement(merchantId, id), 303);
    });
  }
}
