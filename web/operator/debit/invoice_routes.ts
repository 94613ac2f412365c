import type { Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import { exportRoutes, listPlace } from "../../debit/whole_list.ts";
import { readForm, text, valueOf } from "../../forms/mod.ts";
import { page } from "../../page.ts";
import { idParam } from "../../params.ts";
import { type OperatorDebitContext, operatorOf } from "./context.ts";
import {
  disputedFirst,
  OPERATOR_INVOICE_COLUMNS,
  OperatorInvoicePage,
  OperatorInvoicesPage,
} from "./invoice_pages.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

const NOTE_LENGTH_MAX = 500;

/** 세금계산서 of all merchants; operators answer disputes. */
export function invoiceRoutes(context: OperatorDebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  routes.get(paths.invoices, async (c) => {
    await operatorOf(context, c);
    const invoices = await settlements.invoices({});
    return page(c, OperatorInvoicesPage({ view: c.var.view, invoices, place: listPlace(c) }));
  });
  exportRoutes(routes, paths.invoices, async (c) => {
    await operatorOf(context, c);
    const rows = disputedFirst(await settlements.invoices({}));
    return { name: "세금계산서", columns: OPERATOR_INVOICE_COLUMNS, rows };
  });
  routes.get(paths.invoice(":merchant", ":id"), async (c) => {
    await operatorOf(context, c);
    const invoice = await settlements.getInvoice(idParam(c, "merchant"), idParam(c, "id"));
    return page(c, OperatorInvoicePage({ view: c.var.view, invoice, note: "" }));
  });
  routes.post(paths.invoiceAnswer(":merchant", ":id"), async (c) => {
    const { actor } = await operatorOf(context, c);
    const invoice = await settlements.getInvoice(idParam(c, "merchant"), idParam(c, "id"));
    const form = await readForm(c, { note: text({ label: "답변", lengthMax: NOTE_LENGTH_MAX }) });
    if (!form.ok) {
      const note = valueOf(form.values, "note");
      const props = { view: c.var.view, invoice, note, errors: form.errors };
      return page(c, OperatorInvoicePage(props), 422);
    }
    const { merchantId, id } = invoice;
    await settlements.answerDispute(merchantId, { id, note: form.value.note, actor });
    return c.redirect(paths.invoice(merchantId, id), 303);
  });
}
