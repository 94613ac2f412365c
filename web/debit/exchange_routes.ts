import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { dayAfter } from "./date_words.ts";
import { EXCHANGE_COLUMNS, ExchangePage } from "./exchange_page.ts";
import { dateIn, wordIn } from "./list_query.ts";
import { exportRoutes, listPlace } from "./whole_list.ts";

const DAYS_SHOWN = 7;
const DAYS_MAX = 92;

/** 이체송수신현황. */
export function exchangeRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { debit, kernel } = context;
  const listed = async (c: Context<WebEnv>) => {
    const to = dateIn(c, "to") ?? kernel.calendar.dateOf(kernel.clock.now());
    const wanted = dateIn(c, "from") ?? dayAfter(to, 1 - DAYS_SHOWN);
    const earliest = dayAfter(to, 1 - DAYS_MAX);
    const from = wanted < earliest ? earliest : wanted;
    const bankCode = wordIn(c, "bankCode");
    const lines = await debit.exchange.lines({
      from,
      to,
      ...(bankCode === "" ? {} : { bankCode }),
    });
    return { filter: { from, to, bankCode }, lines };
  };
  routes.get(debitPaths.exchange, async (c) => {
    await requireMerchant(context, c);
    const banks = await debit.merchants.banks();
    const props = { view: c.var.view, banks, place: listPlace(c), ...await listed(c) };
    return page(c, ExchangePage(props));
  });
  exportRoutes(routes, debitPaths.exchange, async (c) => {
    await requireMerchant(context, c);
    const { filter: { from, to }, lines } = await listed(c);
    return { name: `이체송수신현황-${from}-${to}`, columns: EXCHANGE_COLUMNS, rows: lines };
  });
}
