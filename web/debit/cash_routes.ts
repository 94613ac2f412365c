import type { CashCandidate } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { type FieldError, optionalText, readForm, tick } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam, isUuid } from "../params.ts";
import { requireSecondFactor } from "../staff/context.ts";
import { groupDigits } from "../ui/money.ts";
import { CashConfirmPage, CashFormPage } from "./cash_form_page.ts";
import { CASH_COLUMNS, CashPage } from "./cash_pages.ts";
import { cashListOf, paginationOf } from "./cash_query.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { CASH_WORDS } from "./money_errors.ts";
import { dateField, wonField } from "./money_fields.ts";
import { textsOf } from "./money_form.ts";
import { cashCharge, cashReceipts } from "./money_paths.ts";
import { receiptRoutes } from "./cash_receipt_routes.ts";
import { exportRoutes, listPlace } from "./whole_list.ts";

const NOTE_LENGTH_MAX = 100;

const readers = {
  amountWon: wonField({ label: "받은 금액", min: 1n }),
  receivedOn: dateField({ label: "받은 날" }),
  note: optionalText({ label: "메모", lengthMax: NOTE_LENGTH_MAX }),
  isConfirmed: tick({ label: "확인" }),
};

/** 현금수납관리: what may be taken, taking it in two steps, and what was taken. */
export function cashRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { cash } = context.debit;
  routes.get(debitPaths.cash, async (c) => {
    const { merchantId, rights } = await requireMerchant(context, c);
    const list = cashListOf(c);
    const candidates = await cash.candidates(merchantId, list.query);
    return page(
      c,
      CashPage({
        view: c.var.view,
        candidates,
        text: list.text,
        sort: list.sort,
        pagination: paginationOf(c, candidates),
        canTake: rights.includes("debit.money"),
        place: listPlace(c),
      }),
    );
  });
  exportRoutes(routes, debitPaths.cash, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const { after: _, limit: __, ...query } = cashListOf(c).query;
    const rows = cash.candidateStream(merchantId, query);
    return { name: "현금수납-미납", columns: CASH_COLUMNS, rows };
  });
  receiptRoutes(context, routes);
  routes.get(cashCharge(":id"), async (c) => {
    const { merchantId } = await requireMerchant(context, c, "debit.money");
    await requireSecondFactor(context, c);
    const candidate = await candidateIn(context, c, merchantId);
    const values = {
      amountWon: groupDigits(candidate.outstandingWon),
      receivedOn: context.kernel.calendar.dateOf(context.kernel.clock.now()),
    };
    const key = context.kernel.uuid();
    return page(c, CashFormPage({ view: c.var.view, candidate, values, key }));
  });
  routes.post(cashCharge(":id"), (c) => take(context, c));
}

async function take(context: DebitContext, c: Context<WebEnv>): Promise<Response> {
  const { merchantId, actor } = await requireMerchant(context, c, "debit.money");
  await requireSecondFactor(context, c);
  const form = await readForm(c, readers);
  const key = form.ok && form.key !== undefined && isUuid(form.key)
    ? form.key
    : context.kernel.uuid();
  const values = textsOf(form.values);
  if (form.ok && form.value.isConfirmed) {
    await context.debit.cash.receive(merchantId, {
      id: key,
      chargeId: idParam(c, "id"),
      amountWon: form.value.amountWon,
      receivedOn: form.value.receivedOn,
      note: form.value.note ?? "",
      actor,
    });
    return c.redirect(`${cashReceipts}?done=taken`, 303);
  }
  const candidate = await candidateIn(context, c, merchantId);
  const props = { view: c.var.view, candidate, values, key };
  if (!form.ok) return page(c, CashFormPage({ ...props, errors: form.errors }), 422);
  const { amountWon } = form.value;
  const errors = refusals(context, candidate, form.value);
  if (errors.length > 0) return page(c, CashFormPage({ ...props, errors }), 422);
  return page(c, CashConfirmPage({ ...props, amountWon }));
}

/** What would be refused after the second look is said before it, at its field. */
function refusals(
  { kernel: { calendar, clock } }: DebitContext,
  candidate: CashCandidate,
  { amountWon, receivedOn }: { readonly amountWon: bigint; readonly receivedOn: string },
): FieldError[] {
  const errors: FieldError[] = [];
  if (amountWon > candidate.outstandingWon) {
    errors.push({ field: "amountWon", message: CASH_WORDS.tooMuch });
  }
  if (receivedOn > calendar.dateOf(clock.now())) {
    errors.push({ field: "receivedOn", message: CASH_WORDS.tooLate });
  }
  if (receivedOn < calendar.dateOf(candidate.madeAt)) {
    errors.push({ field: "receivedOn", message: CASH_WORDS.tooEarly });
  }
  return errors;
}

/** The charge of the path, while cash may be taken for it. @throws {PageNotFoundError} */
async function candidateIn(
  { debit }: DebitContext,
  c: Context<WebEnv>,
  merchantId: string,
): Promise<CashCandidate> {
  const query = { chargeId: idParam(c, "id"), limit: 1 };
  const { rows: [candidate] } = await debit.cash.candidates(merchantId, query);
  if (candidate === undefined) throw new PageNotFoundError();
  return candidate;
}
