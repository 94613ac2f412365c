import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { HomePage } from "./home_page.ts";
import { newestResults } from "./home_results.ts";
import { nextCutoff } from "./next_cutoff.ts";

/** 현황. */
export function homeRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { debit, kernel } = context;
  routes.get(debitPaths.home, async (c) => {
    const user = await requireMerchant(context, c);
    const { merchantId } = user;
    const now = kernel.clock.now();
    const today = kernel.calendar.dateOf(now);
    const [dashboard, merchant, contracts, newest, chances] = await Promise.all([
      debit.aggregates.dashboard(merchantId),
      debit.merchants.get(merchantId),
      debit.merchants.contracts(merchantId),
      newestResults(debit, merchantId, today),
      debit.orders.retryChances(merchantId),
    ]);
    const next = await nextCutoff(debit, { contracts, today });
    return page(
      c,
      HomePage({
        view: c.var.view,
        now,
        user,
        dashboard,
        merchant,
        contracts,
        chances,
        next,
        newest,
      }),
    );
  });
}
