import { type Merchant, MerchantInputError, MerchantNotFoundError } from "@maru/debit";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { textsOf } from "../../debit/money_form.ts";
import { exportRoutes, listPlace } from "../../debit/whole_list.ts";
import { PageNotFoundError } from "../../errors/web_errors.ts";
import { readForm } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { type OperatorDebitContext, operatorOf, provedOperatorOf } from "./context.ts";
import {
  MERCHANT_LABELS,
  merchantInputOf,
  merchantReaders,
  merchantTexts,
} from "./merchant_fields.ts";
import { MerchantFormPage } from "./merchant_form_page.ts";
import { MerchantPage } from "./merchant_page.ts";
import { MERCHANT_COLUMNS, MerchantsPage } from "./merchants_page.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { fieldErrorsOf } from "./problems.ts";

const TEXT_LENGTH_MAX = 60;

/** Merchants: list, one, and what was agreed with it. */
export function merchantRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { merchants } = context.debit;
  const listed = async (c: Context<WebEnv>) => {
    const text = (c.req.query("text") ?? "").trim().slice(0, TEXT_LENGTH_MAX);
    return { text, merchants: await merchants.list({ text }) };
  };
  routes.get(paths.merchants, async (c) => {
    await operatorOf(context, c);
    const place = listPlace(c);
    return page(c, MerchantsPage({ view: c.var.view, place, ...await listed(c) }));
  });
  exportRoutes(routes, paths.merchants, async (c) => {
    await operatorOf(context, c);
    const found = await listed(c);
    return { name: "자동이체-업체", columns: MERCHANT_COLUMNS, rows: found.merchants };
  });
  routes.get(paths.merchant(":id"), async (c) => {
    await operatorOf(context, c);
    const merchant = await merchantIn(context, c);
    const contracts = await merchants.contracts(merchant.id);
    return page(c, MerchantPage({ view: c.var.view, merchant, contracts }));
  });
  routes.get(paths.merchantForm(":id"), async (c) => {
    await provedOperatorOf(context, c);
    const merchant = await merchantIn(context, c);
    return page(
      c,
      MerchantFormPage({ view: c.var.view, ...merchant, values: merchantTexts(merchant) }),
    );
  });
  routes.post(paths.merchantForm(":id"), async (c) => {
    const { actor } = await provedOperatorOf(context, c);
    const { id, name } = await merchantIn(context, c);
    const form = await readForm(c, merchantReaders);
    const again = { view: c.var.view, id, name, values: textsOf(form.values) };
    if (!form.ok) return page(c, MerchantFormPage({ ...again, errors: form.errors }), 422);
    try {
      await merchants.save({ id, ...merchantInputOf(form.value), actor });
    } catch (error) {
      if (!(error instanceof MerchantInputError)) throw error;
      const errors = fieldErrorsOf(error.problems, MERCHANT_LABELS);
      return page(c, MerchantFormPage({ ...again, errors }), 422);
    }
    return c.redirect(paths.merchant(id), 303);
  });
}

/** The merchant of the path. @throws {PageNotFoundError} */
export async function merchantIn(
  context: OperatorDebitContext,
  c: Context<WebEnv>,
): Promise<Merchant> {
  try {
    return await context.debit.merchants.get(idParam(c, "id"));
  } catch (error) {
    if (error instanceof MerchantNotFoundError) throw new PageNotFoundError();
    throw error;
  }
}
