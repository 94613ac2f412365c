import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { calendarEvents } from "./calendar_events.ts";
import { CalendarPage } from "./calendar_page.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { firstOfMonth } from "./date_words.ts";
import { asDate, wordIn } from "./list_query.ts";
import { nextCutoff } from "./next_cutoff.ts";
import { upcomingCutoffs } from "./upcoming_cutoffs.ts";

const UPCOMING_MAX = 8;

/** 마감 달력. */
export function calendarRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { debit, kernel } = context;
  const { calendar } = kernel;
  routes.get(debitPaths.calendar, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const now = kernel.clock.now();
    const today = calendar.dateOf(now);
    const month = asDate(`${wordIn(c, "month")}-01`) ?? firstOfMonth(today);
    const contracts = await debit.merchants.contracts(merchantId);
    const [events, holidays, next, upcoming] = await Promise.all([
      calendarEvents({ debit, calendar }, { contracts, month }),
      calendar.holidays(Number(month.slice(0, 4))),
      nextCutoff(debit, { contracts, today }),
      upcomingCutoffs({ debit, calendar }, { contracts, now, countMax: UPCOMING_MAX }),
    ]);
    return page(
      c,
      CalendarPage({ view: c.var.view, now, today, month, events, holidays, next, upcoming }),
    );
  });
}
