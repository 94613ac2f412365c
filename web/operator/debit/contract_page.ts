import type { Contract, ContractItem, Merchant } from "@maru/debit";
import { type FieldTexts, FormFields } from "../../debit/money_form.ts";
import type { FieldError } from "../../forms/mod.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { Confirmed } from "../../staff/members/member_page.ts";
import { Button, ButtonRow, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { FormErrors } from "../../ui/form_errors.ts";
import { formatWon } from "../../ui/money.ts";
import { Notice } from "../../ui/notice.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { CONTRACT_FIELDS, itemFields } from "./contract_fields.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

export interface ContractPageProps {
  readonly view: View;
  readonly merchant: Merchant;
  /** Without one a new one is made. */
  readonly contract?: Contract;
  readonly items: readonly { readonly code: string; readonly name: string }[];
  readonly values: FieldTexts;
  readonly itemValues: FieldTexts;
  readonly errors?: readonly FieldError[];
  readonly saved?: boolean;
}

/** 계약: rail, days, limits; below it the items with their fees. */
export function ContractPage(props: ContractPageProps): Markup {
  const { merchant, contract } = props;
  const title = contract === undefined ? "계약 추가" : "계약";
  return OperatorLayout({
    view: props.view,
    title,
    current: paths.merchants,
    children: html`
      <div class="stack">
        ${PageTitle({ title, note: merchant.name })}
        ${props.saved ? Notice({ tone: "good", title: "저장했습니다." }) : null}
        ${FormErrors({ errors: props.errors })}
        ${ContractForm(props)}
        ${contract === undefined ? null : [ItemTable(props, contract), ItemForm(props, contract)]}
      </div>
    `,
  });
}

function ContractForm(props: ContractPageProps): Markup {
  const { merchant, contract } = props;
  return Card({
    children: Form({
      view: props.view,
      action: contract === undefined
        ? paths.contracts(merchant.id)
        : paths.contract(merchant.id, contract.id),
      children: html`
        ${FormFields({ fields: CONTRACT_FIELDS, values: props.values, errors: props.errors })}
        ${ButtonRow({
          children: [
            Button({ kind: "primary", wide: true, children: "계약 저장" }),
            LinkButton({ href: paths.merchant(merchant.id), wide: true, children: "업체로" }),
          ],
        })}
      `,
    }),
  });
}

function ItemTable(props: ContractPageProps, contract: Contract): Markup {
  return Table<ContractItem>({
    caption: "집금항목",
    title: "집금항목",
    rows: contract.items,
    empty: { title: "집금항목이 없습니다.", text: "아래에서 항목과 수수료를 정해 주십시오." },
    columns: [
      { key: "name", title: "항목", telling: true, rowHeader: true, cell: (each) => each.itemName },
      { key: "day", title: "집금일", cell: (each) => `${each.collectionDay}일` },
      {
        key: "success",
        title: "출금 수수료",
        telling: true,
        align: "right",
        cell: (each) => formatWon(each.successFeeWon),
      },
      {
        key: "failure",
        title: "미처리 수수료",
        align: "right",
        cell: (each) => formatWon(each.failureFeeWon),
      },
      { key: "end", title: "빼기", telling: true, cell: (each) => Removal(props, contract, each) },
    ],
  });
}

function Removal(props: ContractPageProps, contract: Contract, item: ContractItem): Html {
  return Confirmed({
    view: props.view,
    action: paths.contractItemEnd(props.merchant.id, contract.id, item.itemCode),
    summary: "빼기",
    text: `${item.itemName}을(를) 이 계약에서 뺍니다.`,
    button: "뺍니다",
  });
}

function ItemForm(props: ContractPageProps, contract: Contract): Markup {
  return Card({
    title: "항목 추가·수수료 변경",
    children: Form({
      view: props.view,
      action: paths.contractItems(props.merchant.id, contract.id),
      children: html`
        ${FormFields({
          fields: itemFields(contract, props.items),
          values: props.itemValues,
          errors: props.errors,
        })}
        ${Button({ children: "항목 저장" })}
      `,
    }),
  });
}
