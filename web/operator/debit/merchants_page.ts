import type { Merchant } from "@maru/debit";
import { html, type Markup } from "../../html.ts";
import { Badge } from "../../ui/badge.ts";
import { LinkButton } from "../../ui/button.ts";
import { PageTitle } from "../../ui/page_title.ts";
import { Table } from "../../ui/table.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { StaffSearch } from "../staff_search.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

/** 업체: all merchants of auto-debit, found by name or number. */
export function MerchantsPage(
  props: { view: View; merchants: readonly Merchant[]; text: string },
): Markup {
  return OperatorLayout({
    view: props.view,
    title: "자동이체 업체",
    current: paths.merchants,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "자동이체 업체" })}
        <div>
          ${LinkButton({ href: paths.newMerchant, kind: "primary", children: "업체 등록" })}
        </div>
        ${MerchantTable(props)}
      </div>
    `,
  });
}

function MerchantTable(props: { merchants: readonly Merchant[]; text: string }): Markup {
  return Table({
    caption: "자동이체 업체",
    rows: props.merchants,
    empty: { title: "업체가 없습니다.", text: "업체 등록에서 새로 등록해 주십시오." },
    filters: StaffSearch({
      action: paths.merchants,
      label: "이름, 업체번호, 사업자등록번호",
      text: props.text,
    }),
    columns: [
      {
        key: "name",
        title: "업체",
        telling: true,
        rowHeader: true,
        cell: (each) => html`<a href=${paths.merchant(each.id)}>${each.name}</a>`,
      },
      { key: "number", title: "업체번호", telling: true, cell: (each) => each.number },
      { key: "business", title: "사업자등록번호", cell: (each) => each.businessNumber },
      { key: "cycle", title: "정산", cell: cycleWords },
      { key: "account", title: "정산계좌", telling: true, cell: AccountState },
    ],
  });
}

export function cycleWords(merchant: Merchant): string {
  return merchant.settlementCycle === "daily"
    ? `출금일 뒤 ${merchant.settlementDay}영업일`
    : `다음 달 ${merchant.settlementDay}일`;
}

/** Payouts go to a checked account alone. */
export function AccountState({ settlementAccount }: Merchant): Markup {
  if (settlementAccount === undefined) return Badge({ tone: "care", children: "없음" });
  return settlementAccount.verifiedAt === undefined
    ? Badge({ tone: "care", children: "확인 전" })
    : Badge({ tone: "good", children: "확인됨" });
}
