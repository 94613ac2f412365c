import type { Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { monthAfter } from "../../debit/date_words.ts";
import { csvFileResponse } from "../../debit/money_export.ts";
import { dateField } from "../../debit/money_fields.ts";
import { readForm, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { addressOf } from "../../submit/context.ts";
import { type OperatorDebitContext, provedOperatorOf } from "./context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { PayoutsPage } from "./payout_page.ts";

const COLUMNS = ["은행코드", "계좌번호", "예금주", "금액", "정산번호"] as const;
const MONTHS_BACK = 3;
const MONTHS_AHEAD = 2;

/** The list with account numbers in clear: behind a second factor, and in the access log. */
export function payoutRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  const today = () => context.kernel.calendar.dateOf(context.kernel.clock.now());
  const approved = () =>
    settlements.list({
      from: monthAfter(today(), -MONTHS_BACK),
      to: monthAfter(today(), MONTHS_AHEAD),
      state: "approved",
    });
  routes.get(paths.payouts, async (c) => {
    await provedOperatorOf(context, c);
    const props = { view: c.var.view, settlements: await approved(), payoutOn: today() };
    return page(c, PayoutsPage(props));
  });
  routes.post(paths.payoutFile, async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const form = await readForm(c, { payoutOn: dateField({ label: "지급일" }) });
    if (!form.ok) {
      const payoutOn = valueOf(form.values, "payoutOn");
      const props = { view: c.var.view, settlements: await approved(), payoutOn };
      return page(c, PayoutsPage({ ...props, errors: form.errors }), 422);
    }
    const { payoutOn } = form.value;
    const rows = await settlements.payoutList({ payoutOn, actor, address: addressOf(c) });
    return csvFileResponse(c, {
      name: `지급목록-${payoutOn}`,
      columns: COLUMNS,
      rows: rows.map((row) => [
        row.bankCode,
        row.account,
        row.holder,
        String(row.amountWon),
        row.settlementId,
      ]),
    });
  });
}
