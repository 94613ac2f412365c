import type { Settlement } from "@maru/debit";
import { dateCell } from "../../debit/date_words.ts";
import type { FieldError } from "../../forms/mod.ts";
import { html, type Markup } from "../../html.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { formatWon } from "../../ui/money.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import { TextInput } from "../../ui/text_input.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

/** 지급 목록: what was approved, as a file for the bank's bulk transfer. */
export function PayoutsPage(props: {
  view: View;
  settlements: readonly Settlement[];
  payoutOn: string;
  errors?: readonly FieldError[];
}): Markup {
  return OperatorLayout({
    view: props.view,
    title: "지급 목록",
    current: paths.settlements,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "지급 목록", note: "은행의 대량이체에 올립니다" })}
        ${FormErrors({ errors: props.errors })}
        ${Card({
          children: Form({
            view: props.view,
            action: paths.payoutFile,
            children: html`
              <p class="quiet">계좌번호가 들어 있어, 내려받은 사람이 접속기록에 남습니다.</p>
              ${TextInput({
                name: "payoutOn",
                label: "지급일",
                type: "date",
                value: props.payoutOn,
                error: props.errors?.[0]?.message,
              })}
              ${Button({ kind: "primary", children: "CSV로 내려받기" })}
            `,
          }),
        })}
        ${Approved(props)}
        <div>${LinkButton({ href: paths.settlements, children: "정산 목록으로" })}</div>
      </div>
    `,
  });
}

function Approved(props: { settlements: readonly Settlement[] }): Markup {
  return Table({
    caption: "지급을 기다리는 정산",
    title: "지급을 기다리는 정산",
    rows: props.settlements,
    empty: { title: "승인된 정산이 없습니다.", text: "정산 목록에서 먼저 승인해 주십시오." },
    columns: [
      {
        key: "merchant",
        title: "업체",
        telling: true,
        rowHeader: true,
        cell: (each) =>
          html`<a href=${paths.settlement(each.merchantId, each.id)}>${each.merchantName}</a>`,
      },
      { key: "on", title: "지급일", telling: true, cell: (each) => dateCell(each.payoutOn) },
      {
        key: "won",
        title: "지급액",
        telling: true,
        align: "right",
        cell: (each) => formatWon(each.payoutWon),
      },
    ],
  });
}
