import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { FieldError } from "../forms/mod.ts";
import { page } from "../page.ts";
import { isUuid } from "../params.ts";
import { type DebitContext, debitPaths, type MerchantUser, requireMerchant } from "./context.ts";
import { paginationOf } from "./customer_list_routes.ts";
import { customerPaths } from "./customer_paths.ts";
import { asCustomerQuery, readCustomerFilter } from "./customer_query.ts";
import { rateOf, readAll, readTyped } from "./customer_values.ts";
import { DiscountConfirmPage } from "./discount_confirm_page.ts";
import { DiscountPage, type DiscountPageProps, type DiscountRow } from "./discount_page.ts";

/** Customers on a page; each has an instruction or a few. */
const PAGE_CUSTOMERS = 50;
/** What one form may name: more than a page ever shows. */
const TICKS_MAX = 500;

/** 할인관리. */
export function discountRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { customers } = context.debit;
  routes.get(debitPaths.discounts, async (c) => {
    const user = await requireMerchant(context, c);
    const changed = /^\d{1,6}$/.exec(c.req.query("changed") ?? "")?.[0];
    return await show(context, c, user, {
      ticked: new Set(),
      rate: "",
      ...(changed === undefined ? {} : { changedCount: Number(changed) }),
    });
  });
  routes.post(customerPaths.discountConfirm, async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const { ids, discountRate, errors, rate } = await readChoice(c);
    const rows = await rowsOf(context, user, ids);
    if (errors.length > 0 || rows.length === 0) {
      const missing = rows.length === 0 ? [NOTHING_TICKED] : [];
      const found = [...missing, ...errors.filter(({ field }) => field !== NOTHING_TICKED.field)];
      return await show(context, c, user, { ticked: new Set(ids), rate, errors: found });
    }
    const idempotencyKey = context.kernel.uuid();
    return page(c, DiscountConfirmPage({ view: c.var.view, rows, discountRate, idempotencyKey }));
  });
  routes.post(debitPaths.discounts, async (c) => {
    const user = await requireMerchant(context, c, "debit.customers");
    const { ids, discountRate, errors, rate } = await readChoice(c);
    if (errors.length > 0) {
      return await show(context, c, user, { ticked: new Set(ids), rate, errors });
    }
    // Pressed twice it changes nothing the second time: the rate is the same.
    const changedCount = await customers.setDiscounts(user.merchantId, {
      instructionIds: ids,
      discountRate,
      actor: user.actor,
    });
    return c.redirect(`${debitPaths.discounts}?changed=${changedCount}`, 303);
  });
}

const NOTHING_TICKED: FieldError = {
  field: "instruction",
  message: "선택: 할인할 이체정보를 하나 이상 선택해 주십시오.",
};

async function readChoice(c: Context) {
  const { rate } = await readTyped(c, ["rate"]);
  const ids = (await readAll(c, "instruction")).filter(isUuid).slice(0, TICKS_MAX);
  const discountRate = rate === "" ? -1 : rateOf(rate);
  const errors: FieldError[] = [];
  if (ids.length === 0) errors.push(NOTHING_TICKED);
  if (discountRate < 0 || discountRate > 10_000) {
    const message = "할인율: 0부터 100까지, 소수 둘째 자리까지 입력해 주십시오.";
    errors.push({ field: "rate", message });
  }
  return { ids, discountRate, errors, rate };
}

/** The instructions that were ticked and still run. */
async function rowsOf(
  { debit }: DebitContext,
  { merchantId }: MerchantUser,
  ids: readonly string[],
): Promise<DiscountRow[]> {
  const rows: DiscountRow[] = [];
  for (const id of ids) {
    const instruction = await debit.customers.getInstruction(merchantId, id);
    if (instruction.state === "ended") continue;
    const customer = await debit.customers.get(merchantId, instruction.customerId);
    rows.push({ customer, instruction });
  }
  return rows;
}

async function show(
  context: DebitContext,
  c: Context<WebEnv>,
  user: MerchantUser,
  props: Pick<DiscountPageProps, "ticked" | "rate" | "errors" | "changedCount">,
): Promise<Response> {
  const { customers, merchants } = context.debit;
  const filter = { ...readCustomerFilter(c), state: "" };
  const after = c.req.query("after");
  const found = await customers.list(user.merchantId, {
    ...asCustomerQuery(filter),
    limit: PAGE_CUSTOMERS,
    ...(after ? { after } : {}),
  });
  const rows = found.rows.flatMap((customer) =>
    customer.instructions.filter(({ state }) => state !== "ended")
      .map((instruction) => ({ customer, instruction }))
  );
  const markup = DiscountPage({
    view: c.var.view,
    rows,
    filter,
    contracts: await merchants.contracts(user.merchantId),
    grades: await customers.grades(user.merchantId),
    banks: await merchants.banks(),
    pagination: paginationOf(c, { path: debitPaths.discounts, filter, found }),
    canEdit: user.rights.includes("debit.customers"),
    ...props,
  });
  return page(c, markup, props.errors === undefined ? 200 : 422);
}
