import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { choice, optionalText, readForm, valueOf, withObject } from "../forms/mod.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { type DebitContext, debitPaths, requireMerchant } from "./context.ts";
import { INVOICE_COLUMNS, InvoicePage, InvoicesPage } from "./invoice_pages.ts";
import { invoiceAnswer } from "./money_paths.ts";
import { exportRoutes, listPlace } from "./whole_list.ts";

const NOTE_LENGTH_MAX = 500;
const NOTE = "무엇이 다른지";

/** 세금계산서 of a merchant, and its answers. */
export function invoiceRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  const { settlements } = context.debit;
  routes.get(debitPaths.invoices, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const invoices = await settlements.invoices({ merchantId });
    return page(c, InvoicesPage({ view: c.var.view, invoices, place: listPlace(c) }));
  });
  exportRoutes(routes, debitPaths.invoices, async (c) => {
    const { merchantId } = await requireMerchant(context, c);
    const rows = await settlements.invoices({ merchantId });
    return { name: "세금계산서", columns: INVOICE_COLUMNS, rows };
  });
  routes.get(debitPaths.invoice(":id"), async (c) => {
    const { merchantId, rights } = await requireMerchant(context, c);
    const invoice = await settlements.getInvoice(merchantId, idParam(c, "id"));
    const canAnswer = rights.includes("debit.money");
    return page(c, InvoicePage({ view: c.var.view, invoice, canAnswer, note: "" }));
  });
  routes.post(invoiceAnswer(":id"), async (c) => {
    const { merchantId, actor } = await requireMerchant(context, c, "debit.money");
    const invoice = await settlements.getInvoice(merchantId, idParam(c, "id"));
    const form = await readForm(c, {
      answer: choice({ label: "답", of: ["checked", "approved", "disputed"] }),
      note: optionalText({ label: NOTE, lengthMax: NOTE_LENGTH_MAX }),
    });
    const errors = form.ok
      ? form.value.answer === "disputed" && form.value.note === undefined
        ? [{ field: "note", message: `${withObject(NOTE)} 입력해 주십시오.` }]
        : []
      : form.errors;
    if (!form.ok || errors.length > 0) {
      const note = valueOf(form.values, "note");
      const props = { view: c.var.view, invoice, canAnswer: true, note, errors };
      return page(c, InvoicePage(props), 422);
    }
    const { answer, note } = form.value;
    await settlements.answerInvoice(merchantId, {
      id: invoice.id,
      answer,
      ...(answer === "disputed" && note !== undefined ? { note } : {}),
      actor,
    });
    return c.redirect(debitPaths.invoice(invoice.id), 303);
  });
}
