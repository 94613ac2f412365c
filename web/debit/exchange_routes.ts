import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { dayAfter } from "./date_words.ts";
import { ExchangePage } from "./exchange_page.ts";
import { dateIn, wordIn } from "./list_query.ts";

const DAYS_SHOWN = 7;
const DAYS_MAX = 92;

/** 이체송수신현황. */
export function exchangeRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { debit, kernel } = context;
  routes.get(debitPaths.exchange, async (c) => {
    await requireMerchant(context, c);
    const to = dateIn(c, "to") ?? kernel.calendar.dateOf(kernel.clock.now());
    const wanted = dateIn(c, "from") ?? dayAfter(to, 1 - DAYS_SHOWN);
    const earliest = dayAfter(to, 1 - DAYS_MAX);
    const from = wanted < earliest ? earliest : wanted;
    const bankCode = wordIn(c, "bankCode");
    const [banks, lines] = await Promise.all([
      debit.merchants.banks(),
      debit.exchange.lines({ from, to, ...(bankCode === "" ? {} : { bankCode }) }),
    ]);
    return page(
      c,
      ExchangePage({ view: c.var.view, filter: { from, to, bankCode }, banks, lines }),
    );
  });
}
