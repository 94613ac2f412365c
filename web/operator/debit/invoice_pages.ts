import type { TaxInvoice } from "@maru/debit";
import { InvoiceSheet } from "../../debit/invoice_sheet.ts";
import { invoiceColumns } from "../../debit/settlement_list.ts";
import { type ListPlace, WholeList } from "../../debit/whole_list.ts";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { Notice } from "../../ui/notice.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

/** As operators see those of all merchants; also saved by them. */
export const OPERATOR_INVOICE_COLUMNS = invoiceColumns({
  hrefOf: ({ merchantId, id }) => paths.invoice(merchantId, id),
  namesMerchant: true,
});

/** 세금계산서 of all merchants; disputed ones first. */
export function OperatorInvoicesPage(
  props: { view: View; invoices: readonly TaxInvoice[]; place: ListPlace },
): Markup {
  return OperatorLayout({
    view: props.view,
    title: "세금계산서",
    current: paths.invoices,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "세금계산서", note: "이의가 있는 것이 먼저 나옵니다" })}
        ${WholeList({
          caption: "세금계산서",
          columns: OPERATOR_INVOICE_COLUMNS,
          rows: disputedFirst(props.invoices),
          place: props.place,
          exportPath: paths.invoices,
          empty: { title: "발행한 세금계산서가 없습니다." },
        })}
      </div>
    `,
  });
}

/** What waits for an answer stands on top. */
export function disputedFirst(invoices: readonly TaxInvoice[]): readonly TaxInvoice[] {
  const rank = ({ state }: TaxInvoice) => state === "disputed" ? 0 : 1;
  return invoices.toSorted((left, right) => rank(left) - rank(right));
}

export interface OperatorInvoiceProps {
  readonly view: View;
  readonly invoice: TaxInvoice;
  readonly note: string;
  readonly errors?: readonly FieldError[];
}

/** One invoice; a dispute is answered here, and the merchant checks it again. */
export function OperatorInvoicePage(props: OperatorInvoiceProps): Markup {
  const { invoice } = props;
  return OperatorLayout({
    view: props.view,
    title: "세금계산서",
    current: paths.invoices,
    children: html`
      <div class="stack">
        ${PageTitle({ title: invoice.buyer.name, note: `세금계산서 ${invoice.number}` })}
        ${FormErrors({ errors: props.errors })}
        ${invoice.note === undefined ? null : Notice({
          tone: invoice.state === "disputed" ? "care" : "info",
          title: invoice.state === "disputed" ? "이의 내용:" : "메모:",
          children: invoice.note,
        })}
        ${invoice.state === "disputed" ? Answer(props) : null} ${InvoiceSheet({ invoice })}
        <div>${LinkButton({ href: paths.invoices, children: "목록으로" })}</div>
      </div>
    `,
  });
}

function Answer(props: OperatorInvoiceProps): Html {
  const { merchantId, id } = props.invoice;
  return Card({
    title: "이의 답변",
    children: Form({
      view: props.view,
      action: paths.invoiceAnswer(merchantId, id),
      children: html`
        ${TextInput({
          name: "note",
          label: "답변",
          rows: 4,
          lengthMax: 500,
          value: props.note,
          error: props.errors?.[0]?.message,
        })}
        ${Button({ kind: "primary", children: "답변 보내기" })}
      `,
    }),
  });
}
