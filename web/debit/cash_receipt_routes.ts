import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { readForm } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam, isUuid } from "../params.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { CASH_ROWS_MAX, paginationOf, startOf } from "./cash_query.ts";
import {
  type CashDone,
  CashReceiptsPage,
  RECEIPT_COLUMNS,
  ReversalPage,
} from "./cash_receipts_page.ts";
import { type DebitContext, requireMerchant } from "./context.ts";
import { cashReceipts, cashReversal } from "./money_paths.ts";
import { periodOf } from "./money_period.ts";
import { exportRoutes, listPlace } from "./whole_list.ts";

const DONE = ["taken", "takenBack"] as const satisfies readonly CashDone[];

/** Receipts of cash, and taking one back. */
export function receiptRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { cash } = context.debit;
  routes.get(cashReceipts, async (c) => {
    const { merchantId, rights } = await requireMerchant(context, c);
    const period = periodOf(context.kernel, c);
    const { from, to } = period;
    const query = { from, to, after: startOf(c), limit: CASH_ROWS_MAX };
    const receipts = await cash.receipts(merchantId, query);
    return page(
      c,
      CashReceiptsPage({
        view: c.var.view,
        receipts,
        period,
        pagination: paginationOf(c, receipts),
        done: DONE.find((each) => each === c.req.query("done")),
        canReverse: rights.includes("debit.money"),
        place: listPlace(c),
      }),
    );
  });
  exportRoutes(routes, cashReceipts, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const { from, to } = periodOf(context.kernel, c);
    const rows = cash.receiptStream(merchantId, { from, to });
    return { name: `현금수납-${from}-${to}`, columns: RECEIPT_COLUMNS, rows };
  });
  routes.get(cashReversal(":id"), async (c) => {
    const { merchantId } = await requireMerchant(context, c, "debit.money");
    await requireSecondFactor(context, c);
    const { id } = await cash.receipt(merchantId, idParam(c, "id"));
    const props = { id, key: context.kernel.uuid() };
    return page(c, ReversalPage({ view: c.var.view, ...props }));
  });
  routes.post(cashReversal(":id"), async (c) => {
    const { merchantId, actor } = await requireMerchant(context, c, "debit.money");
    await requireSecondFactor(context, c);
    const receiptId = idParam(c, "id");
    const form = await readForm(c, {});
    const id = form.ok && form.key !== undefined && isUuid(form.key)
      ? form.key
      : context.kernel.uuid();
    await cash.reverse(merchantId, { id, receiptId, actor });
    return c.redirect(`${cashReceipts}?done=takenBack`, 303);
  });
}
