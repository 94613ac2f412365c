import type { Contract, ContractItem, ItemRequest, Merchant } from "@maru/debit";
import type { FieldError } from "../forms/mod.ts";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { LinkButton } from "../ui/button.ts";
import { formatBusinessNumber } from "../ui/business_number.ts";
import { Card } from "../ui/card.ts";
import { formatDate } from "../ui/date_text.ts";
import { DefinitionList } from "../ui/definition_list.ts";
import { FormErrors } from "../ui/form_errors.ts";
import { formatWon } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { CustomerConfirm } from "./customer_confirm.ts";
import { customerPaths } from "./customer_paths.ts";
import { dueDayText } from "./customer_words.ts";
import { dateCell } from "./date_words.ts";
import { ItemForm, ItemRequests } from "./settings_forms.ts";

export interface SettingsPageProps {
  readonly view: View;
  readonly merchant: Merchant;
  readonly contracts: readonly Contract[];
  readonly items: readonly { readonly code: string; readonly name: string }[];
  readonly requests: readonly ItemRequest[];
  readonly canEdit: boolean;
  readonly canNameAccount: boolean;
  readonly saved: boolean;
  /** A second press of the same request sends nothing. */
  readonly idempotencyKey: string;
  /** Whose form was refused: a contract's id, or `request`. */
  readonly refused?: string;
  readonly typed?: Readonly<Record<string, string>>;
  readonly errors?: readonly FieldError[];
}

/** 계약·집금항목: what was agreed, what is collected, and where the money goes. */
export function SettingsPage(props: SettingsPageProps): Markup {
  return DebitLayout({
    view: props.view,
    title: "계약·집금항목",
    current: debitPaths.settings,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "계약·집금항목", note: `업체번호 ${props.merchant.number}` })}
        ${props.saved ? Notice({ tone: "good", title: "저장했습니다." }) : null}
        ${FormErrors({ errors: props.errors })}
        ${Card({ title: "업체와 정산", children: MerchantFacts(props) })}
        ${props.contracts.map((contract) => ContractPart(props, contract))} ${ItemRequests(props)}
      </div>
    `,
  });
}

function MerchantFacts({ merchant, canNameAccount }: SettingsPageProps): Html {
  const account = merchant.settlementAccount;
  const cycle = merchant.settlementCycle === "daily"
    ? `출금일부터 ${merchant.settlementDay}영업일 뒤`
    : `매월 ${dueDayText(merchant.settlementDay)}`;
  return [
    DefinitionList({
      items: [
        { term: "업체명", value: merchant.name },
        { term: "사업자번호", value: formatBusinessNumber(merchant.businessNumber) },
        { term: "대표자명", value: merchant.representative },
        { term: "정산일", value: cycle },
        {
          term: "정산계좌",
          value: account === undefined
            ? Badge({ tone: "care", children: "등록하지 않음" })
            : `${account.bankName} ${account.accountMasked} · ${account.holder}`,
        },
        {
          term: "예금주 확인",
          value: account?.verifiedAt === undefined
            ? "-"
            : formatDate(account.verifiedAt, "dateTime"),
        },
      ],
    }),
    canNameAccount
      ? html`
        <div class="button-row">
          ${LinkButton({
            href: customerPaths.settlementAccount,
            size: "small",
            children: account === undefined ? "정산계좌 등록" : "정산계좌 변경",
          })}
        </div>
      `
      : null,
  ];
}

const RAIL_WORDS = { directLine: "은행 직접 연결", clearingHouse: "금융결제원 CMS" } as const;

function ContractPart(props: SettingsPageProps, contract: Contract): Markup {
  const isActive = contract.state === "active";
  const period = `${dateCell(contract.startsOn)} – ${
    contract.endsOn === undefined ? "계속" : dateCell(contract.endsOn)
  }`;
  return html`
    <section class="stack-tight" aria-label=${contract.name}>
      ${Card({
        title: contract.name,
        aside: isActive
          ? Badge({ tone: "good", children: "이용" })
          : Badge({ tone: "neutral", children: "종료" }),
        children: DefinitionList({
          items: [
            { term: "이체 방법", value: RAIL_WORDS[contract.rail] },
            { term: "계약기간", value: period },
            { term: "이체예정일", value: contract.dueDays.map(dueDayText).join(", ") },
            { term: "월 이체 한도", value: formatWon(contract.monthlyLimitWon) },
            { term: "건당 출금 한도", value: formatWon(contract.debitLimitWon) },
            { term: "계좌신청 수수료", value: formatWon(contract.registrationFeeWon) },
            {
              term: "자동 재처리",
              value: contract.retriesAutomatically
                ? "잔액 부족이면 같은 달에 다시 의뢰"
                : "하지 않음",
            },
          ],
        }),
      })}
      ${Items(props, contract)}
      ${props.canEdit && isActive ? ItemForm(props, contract) : null}
    </section>
  `;
}

function Items({ view, canEdit }: SettingsPageProps, contract: Contract): Markup {
  const isActive = contract.state === "active";
  return Table<ContractItem>({
    caption: `${contract.name} 집금항목`,
    title: "집금항목",
    rows: contract.items,
    empty: { title: "집금항목이 없습니다.", text: "아래에서 항목을 넣어 주십시오." },
    columns: [
      {
        key: "name",
        title: "항목",
        telling: true,
        rowHeader: true,
        cell: ({ itemName }) => itemName,
      },
      {
        key: "day",
        title: "집금주기",
        telling: true,
        nowrap: true,
        cell: ({ collectionDay }) => `매월 ${dueDayText(collectionDay)}`,
      },
      fee("success", "성공 수수료", ({ successFeeWon }) => successFeeWon),
      fee("failure", "실패 수수료", ({ failureFeeWon }) => failureFeeWon),
      ...canEdit && isActive
        ? [{
          key: "remove",
          title: "빼기",
          telling: true,
          cell: ({ itemCode, itemName }: ContractItem) =>
            CustomerConfirm({
              view,
              action: customerPaths.contractItemRemoval(contract.id),
              summary: `${itemName} 빼기`,
              text: "이 항목으로 이체하는 고객이 없어야 합니다.",
              button: "뺍니다",
              fields: html`<input type="hidden" name="itemCode" value=${itemCode} />`,
            }),
        }]
        : [],
    ],
  });
}

function fee(key: string, title: string, of: (item: ContractItem) => bigint) {
  return {
    key,
    title,
    align: "right" as const,
    nowrap: true,
    cell: (item: ContractItem) => formatWon(of(item)),
  };
}
