import type { Contract, Merchant } from "@maru/debit";
import { type Html, html, type Markup } from "../../html.ts";
import { Badge } from "../../ui/badge.ts";
import { ButtonRow, LinkButton } from "../../ui/button.ts";
import { formatBusinessNumber } from "../../ui/business_number.ts";
import { Card } from "../../ui/card.ts";
import { DefinitionList } from "../../ui/definition_list.ts";
import { formatWon } from "../../ui/money.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { cycleWords } from "./merchants_page.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { RAIL_WORDS } from "./words.ts";

/** One merchant: what was agreed, its account, its contracts. */
export function MerchantPage(
  props: { view: View; merchant: Merchant; contracts: readonly Contract[] },
): Markup {
  const { merchant } = props;
  return OperatorLayout({
    view: props.view,
    title: merchant.name,
    current: paths.merchants,
    children: html`
      <div class="stack">
        ${PageTitle({ title: merchant.name, note: `업체번호 ${merchant.number}` })}
        ${Card({ title: "업체 정보", children: Facts(merchant) })}
        ${ButtonRow({
          children: [
            LinkButton({
              href: paths.newContract(merchant.id),
              kind: "primary",
              wide: true,
              children: "계약 추가",
            }),
            LinkButton({
              href: paths.merchantForm(merchant.id),
              wide: true,
              children: "업체 정보 변경",
            }),
          ],
        })}
        ${Contracts(props)}
      </div>
    `,
  });
}

function Facts(merchant: Merchant): Html {
  const account = merchant.settlementAccount;
  return DefinitionList({
    items: [
      { term: "사업자등록번호", value: formatBusinessNumber(merchant.businessNumber) },
      { term: "대표자", value: merchant.representative || "-" },
      { term: "업태·종목", value: [merchant.businessType, merchant.businessItem].join(" · ") },
      { term: "주소", value: merchant.address || "-" },
      {
        term: "연락처",
        value: [merchant.phone, merchant.email].filter(Boolean).join(" · ") || "-",
      },
      { term: "정산", value: cycleWords(merchant) },
      {
        term: "정산계좌",
        value: account === undefined
          ? "업체가 아직 정하지 않았습니다"
          : `${account.bankName} ${account.accountMasked} ${account.holder}`,
      },
    ],
  });
}

function Contracts(props: { merchant: Merchant; contracts: readonly Contract[] }): Html {
  return Table({
    caption: "계약",
    title: "계약",
    rows: props.contracts,
    empty: { title: "계약이 없습니다.", text: "계약을 추가하면 업체가 이체를 의뢰할 수 있습니다." },
    columns: [
      {
        key: "name",
        title: "계약",
        telling: true,
        rowHeader: true,
        cell: (each) =>
          html`<a href=${paths.contract(props.merchant.id, each.id)}>${each.name}</a>`,
      },
      { key: "rail", title: "출금 경로", cell: (each) => RAIL_WORDS[each.rail] },
      {
        key: "days",
        title: "출금일",
        cell: (each) => each.dueDays.map((day) => `${day}일`).join(", "),
      },
      {
        key: "items",
        title: "집금항목",
        cell: (each) => each.items.map(({ itemName }) => itemName).join(", ") || "-",
      },
      {
        key: "limit",
        title: "월 한도",
        align: "right",
        cell: (each) => formatWon(each.monthlyLimitWon),
      },
      {
        key: "state",
        title: "상태",
        telling: true,
        cell: (each) =>
          each.state === "active"
            ? Badge({ tone: "good", children: "유효" })
            : Badge({ tone: "neutral", children: "종료" }),
      },
    ],
  });
}
