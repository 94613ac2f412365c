import type { Merchant } from "@maru/debit";
import { StateBadge, type StateWord } from "../../debit/money_words.ts";
import { type ListColumn, type ListPlace, WholeList } from "../../debit/whole_list.ts";
import { html, type Markup } from "../../html.ts";
import { LinkButton } from "../../ui/button.ts";
import { formatBusinessNumber } from "../../ui/business_number.ts";
import { PageTitle } from "../../ui/page_title.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { StaffSearch } from "../staff_search.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

export interface MerchantsPageProps {
  readonly view: View;
  readonly merchants: readonly Merchant[];
  readonly text: string;
  readonly place: ListPlace;
}

/** 업체: all merchants of auto-debit, found by name or number. */
export function MerchantsPage(
  props: MerchantsPageProps,
): Markup {
  return OperatorLayout({
    view: props.view,
    title: "자동이체 업체",
    current: paths.merchants,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "자동이체 업체",
          actions: LinkButton({
            href: paths.newMerchant,
            kind: "primary",
            children: "업체 등록",
          }),
        })}
        ${MerchantTable(props)}
      </div>
    `,
  });
}

function MerchantTable(props: MerchantsPageProps): Markup {
  return WholeList({
    caption: "자동이체 업체",
    columns: MERCHANT_COLUMNS,
    rows: props.merchants,
    place: props.place,
    exportPath: paths.merchants,
    empty: { title: "업체가 없습니다.", text: "업체 등록에서 새로 등록해 주십시오." },
    filters: StaffSearch({
      action: paths.merchants,
      label: "이름, 업체번호, 사업자등록번호",
      text: props.text,
    }),
  });
}

/** As the page shows and saves them. */
export const MERCHANT_COLUMNS: readonly ListColumn<Merchant>[] = [
  {
    key: "name",
    title: "업체",
    telling: true,
    rowHeader: true,
    value: (each) => each.name,
    cell: (each) => html`<a href=${paths.merchant(each.id)}>${each.name}</a>`,
  },
  {
    key: "number",
    title: "업체번호",
    telling: true,
    nowrap: true,
    value: (each) => each.number,
    cell: (each) => each.number,
  },
  {
    key: "business",
    title: "사업자등록번호",
    nowrap: true,
    value: (each) => each.businessNumber,
    cell: (each) => formatBusinessNumber(each.businessNumber),
  },
  { key: "cycle", title: "정산", value: cycleWords, cell: cycleWords },
  {
    key: "account",
    title: "정산계좌",
    telling: true,
    value: (each) => accountState(each)[1],
    cell: AccountState,
  },
];

export function cycleWords(merchant: Merchant): string {
  return merchant.settlementCycle === "daily"
    ? `출금일 뒤 ${merchant.settlementDay}영업일`
    : `다음 달 ${merchant.settlementDay}일`;
}

/** Payouts go to a checked account alone. */
export function AccountState(merchant: Merchant): Markup {
  return StateBadge(accountState(merchant));
}

function accountState({ settlementAccount }: Merchant): StateWord {
  if (settlementAccount === undefined) return ["care", "없음"];
  return settlementAccount.verifiedAt === undefined ? ["care", "확인 전"] : ["good", "확인됨"];
}
