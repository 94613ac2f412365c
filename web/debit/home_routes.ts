import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { HomePage } from "./home_page.ts";
import { nextCutoff } from "./next_cutoff.ts";

const NEWEST_ROWS = 8;

/** 현황. */
export function homeRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { debit, kernel } = context;
  routes.get(debitPaths.home, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const now = kernel.clock.now();
    const [dashboard, contracts, newest] = await Promise.all([
      debit.aggregates.dashboard(merchantId),
      debit.merchants.contracts(merchantId),
      debit.orders.list(merchantId, { limit: NEWEST_ROWS }),
    ]);
    const next = await nextCutoff(debit, { contracts, today: kernel.calendar.dateOf(now) });
    return page(
      c,
      HomePage({ view: c.var.view, now, dashboard, next, newest: newest.rows }),
    );
  });
}
