import type { Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { monthAfter } from "../../debit/date_words.ts";
import { csvFileResponse } from "../../debit/money_export.ts";
import { dateField, isDay } from "../../debit/money_fields.ts";
import { type FieldError, readForm, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { addressOf } from "../../submit/context.ts";
import { type OperatorDebitContext, provedOperatorOf } from "./context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { PayoutsPage } from "./payout_page.ts";

const COLUMNS = ["은행코드", "계좌번호", "예금주", "금액", "정산번호"] as const;
/** However late one is, it is not forgotten. */
const EARLIEST = "2000-01-01";
const MONTHS_AHEAD = 2;

const NOTHING_DUE: FieldError = {
  field: "payoutOn",
  message: "이날까지 지급할 정산이 없습니다. 승인한 정산의 지급일과 정산계좌를 확인해 주십시오.",
};

/** The list with account numbers in clear: behind a second factor, and in the access log. */
export function payoutRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  const today = () => context.kernel.calendar.dateOf(context.kernel.clock.now());
  const approved = () =>
    settlements.list({
      from: EARLIEST,
      to: monthAfter(today(), MONTHS_AHEAD),
      state: "approved",
    });
  routes.get(paths.payouts, async (c) => {
    await provedOperatorOf(context, c);
    const props = { view: c.var.view, settlements: await approved(), today: today() };
    const asked = c.req.query("payoutOn");
    const payoutOn = isDay(asked) ? asked : today();
    return page(c, PayoutsPage({ ...props, payoutOn }));
  });
  routes.post(paths.payoutFile, async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const form = await readForm(c, { payoutOn: dateField({ label: "지급일" }) });
    const refuse = async (payoutOn: string, errors: readonly FieldError[]) => {
      const props = { view: c.var.view, settlements: await approved(), today: today() };
      return page(c, PayoutsPage({ ...props, payoutOn, errors }), 422);
    };
    if (!form.ok) return await refuse(valueOf(form.values, "payoutOn"), form.errors);
    const { payoutOn } = form.value;
    const rows = await settlements.payoutList({ payoutOn, actor, address: addressOf(c) });
    // The bank takes no file with a heading alone.
    if (rows.length === 0) return await refuse(payoutOn, [NOTHING_DUE]);
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
