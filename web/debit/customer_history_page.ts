import type { CustomerRow, HistoryEntry } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { Breadcrumb } from "../ui/breadcrumb.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { HistoryTable } from "./customer_history.ts";

/** 변경이력 of a customer and of each instruction. */
export function CustomerHistoryPage(props: {
  readonly view: View;
  readonly customer: CustomerRow;
  readonly entries: readonly HistoryEntry[];
  readonly instructions: readonly {
    readonly name: string;
    readonly entries: readonly HistoryEntry[];
  }[];
}): Markup {
  const { view, customer } = props;
  return DebitLayout({
    view,
    title: "변경이력",
    current: debitPaths.customers,
    children: html`
      <div class="stack">
        ${Breadcrumb({
          items: [
            { label: "고객관리", href: debitPaths.customers },
            { label: customer.name, href: debitPaths.customer(customer.id) },
            { label: "변경이력" },
          ],
        })}
        ${PageTitle({ title: "변경이력", note: `${customer.name} · ${customer.number}` })}
        ${HistoryTable({ title: "고객 정보", entries: props.entries })}
        ${props.instructions.map(({ name, entries }) => HistoryTable({ title: name, entries }))}
      </div>
    `,
  });
}
