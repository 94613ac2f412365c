import type { TaxInvoice } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { TextInput } from "../ui/text_input.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { InvoiceSheet } from "./invoice_sheet.ts";
import { invoiceAnswer } from "./money_paths.ts";
import { INVOICE_WORDS, StateBadge } from "./money_words.ts";
import { invoiceColumns } from "./settlement_list.ts";
import { type ListPlace, WholeList } from "./whole_list.ts";

/** As a merchant sees its own; also saved by them. */
export const INVOICE_COLUMNS = invoiceColumns({
  hrefOf: ({ id }) => debitPaths.invoice(id),
  namesMerchant: false,
});

/** 세금계산서 of a merchant. */
export function InvoicesPage(
  props: { view: View; invoices: readonly TaxInvoice[]; place: ListPlace },
): Markup {
  return DebitLayout({
    view: props.view,
    title: "세금계산서",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "세금계산서", note: "한 달의 수수료를 다음 달에 발행합니다" })}
        ${WholeList({
          caption: "세금계산서",
          columns: INVOICE_COLUMNS,
          rows: props.invoices,
          place: props.place,
          exportPath: debitPaths.invoices,
          empty: {
            title: "발행된 세금계산서가 없습니다.",
            text: "정산한 달이 지나면 여기에 나옵니다.",
          },
        })}
      </div>
    `,
  });
}

export interface InvoicePageProps {
  readonly view: View;
  readonly invoice: TaxInvoice;
  readonly canAnswer: boolean;
  readonly note: string;
  readonly errors?: readonly FieldError[];
}

/** One invoice as a form to print; 확인, then 승인, or 이의. */
export function InvoicePage(props: InvoicePageProps): Markup {
  const { invoice } = props;
  return DebitLayout({
    view: props.view,
    title: "세금계산서",
    current: debitPaths.invoices,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "세금계산서", note: StateBadge(INVOICE_WORDS[invoice.state]) })}
        ${FormErrors({ errors: props.errors })}
        ${invoice.note === undefined ? null : Notice({
          tone: invoice.state === "disputed" ? "care" : "info",
          title: invoice.state === "disputed" ? "보낸 이의:" : "메모:",
          children: invoice.note,
        })}
        ${props.canAnswer ? Answers(props) : null} ${InvoiceSheet({ invoice })}
        <div>${LinkButton({ href: debitPaths.invoices, children: "목록으로" })}</div>
      </div>
    `,
  });
}

const NEXT = {
  issued: { answer: "checked", button: "확인", text: "내용이 맞으면 확인해 주십시오." },
  checked: { answer: "approved", button: "승인", text: "승인하면 더는 이의를 낼 수 없습니다." },
} as const;

function Answers(props: InvoicePageProps): Html {
  const { invoice, view } = props;
  if (invoice.state !== "issued" && invoice.state !== "checked") return null;
  const next = NEXT[invoice.state];
  return Card({
    title: `다음: ${next.button}`,
    children: html`
      <div class="stack-tight no-print">
        ${Form({
          view,
          action: invoiceAnswer(invoice.id),
          inline: true,
          children: html`
            <input type="hidden" name="answer" value=${next.answer} />
            <span>${next.text}</span> ${Button({ kind: "primary", children: next.button })}
          `,
        })}
        <details class="confirm" open=${props.errors !== undefined}>
          <summary>이의가 있습니다</summary>
          ${Form({
            view,
            action: invoiceAnswer(invoice.id),
            children: html`
              <input type="hidden" name="answer" value="disputed" />
              ${TextInput({
                name: "note",
                label: "무엇이 다른지",
                rows: 3,
                lengthMax: 500,
                value: props.note,
                error: props.errors?.[0]?.message,
              })}
              ${Button({ children: "이의 보내기" })}
            `,
          })}
        </details>
      </div>
    `,
  });
}
