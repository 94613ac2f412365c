import type { PayoutAccounts, Settlement, SettlementLine } from "@maru/debit";
import type { BusinessDate } from "@maru/kernel";
import { CustomerConfirm } from "../../debit/customer_confirm.ts";
import { dateCell } from "../../debit/date_words.ts";
import { SETTLEMENT_WORDS } from "../../debit/money_words.ts";
import { PeriodFilter } from "../../debit/money_period.ts";
import { settlementColumns } from "../../debit/settlement_list.ts";
import { FeeTable, payoutAccountWords, SettlementSums } from "../../debit/settlement_parts.ts";
import { type ListPlace, WholeList } from "../../debit/whole_list.ts";
import { type Html, html, type Markup } from "../../html.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { Form } from "../../ui/form.ts";
import { Notice } from "../../ui/notice.ts";
import { PageTitle } from "../../ui/page_title.ts";
import type { View } from "../../view.ts";
import { OperatorLayout } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";
import { PayoutApproval } from "./payout_approval.ts";
import { listingWords, type NameOf } from "./payout_people.ts";

export interface SettlementsPageProps {
  readonly view: View;
  readonly settlements: readonly Settlement[];
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly state: string;
  readonly place: ListPlace;
}

/** As operators see those of all merchants; also saved by them. */
export const OPERATOR_SETTLEMENT_COLUMNS = settlementColumns({
  hrefOf: ({ merchantId, id }) => paths.settlement(merchantId, id),
  namesMerchant: true,
});

/** 정산 of all merchants: to approve, to pay, paid. */
export function OperatorSettlementsPage(props: SettlementsPageProps): Markup {
  return OperatorLayout({
    view: props.view,
    title: "정산",
    current: paths.settlements,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "정산",
          note: "매일 07:00에 스스로 계산합니다",
          actions: LinkButton({ href: paths.payouts, kind: "primary", children: "지급 목록" }),
        })}
        ${SettlementTable(props)}
        ${Form({
          view: props.view,
          action: paths.settlementRun,
          inline: true,
          children: Button({ size: "small", children: "지금 정산 계산하기" }),
        })}
      </div>
    `,
  });
}

function SettlementTable(props: SettlementsPageProps): Markup {
  return WholeList({
    caption: "정산 목록",
    columns: OPERATOR_SETTLEMENT_COLUMNS,
    rows: props.settlements,
    place: props.place,
    exportPath: paths.settlements,
    empty: { title: "이 기간의 정산이 없습니다." },
    filters: PeriodFilter({
      action: paths.settlements,
      from: props.from,
      to: props.to,
      selects: [{
        name: "state",
        label: "상태",
        value: props.state,
        options: [
          { value: "", label: "상태 전체" },
          ...Object.entries(SETTLEMENT_WORDS).map(([value, [, label]]) => ({ value, label })),
        ],
      }],
    }),
  });
}

interface SettlementPageProps {
  readonly view: View;
  readonly settlement: Settlement & { readonly lines: readonly SettlementLine[] };
  /** Where an approval would send the payout. */
  readonly accounts: PayoutAccounts;
  /** Who took the file that it stands in. */
  readonly nameOf: NameOf;
  /** The account was changed between the page and the press: nothing was approved. */
  readonly isRefused?: boolean;
}

/** One settlement with the step that comes next. */
export function OperatorSettlementPage(props: SettlementPageProps): Markup {
  const { settlement } = props;
  return OperatorLayout({
    view: props.view,
    title: "정산서",
    current: paths.settlements,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: settlement.merchantName,
          note: `정산서 · 지급일 ${dateCell(settlement.payoutOn)}`,
        })}
        ${props.isRefused ? Refused : null} ${SettlementSums({ settlement })}
        ${[AccountChanged(props), NextStep(props), Listed(props)]}
        ${FeeTable(settlement)}
        <div>${LinkButton({ href: paths.settlements, children: "목록으로" })}</div>
      </div>
    `,
  });
}

const Refused = Notice({
  tone: "bad",
  title: "승인하지 않았습니다.",
  children:
    "정산을 연 뒤에 업체가 정산계좌를 바꾸었습니다. 아래에서 지급할 계좌를 다시 확인하고 승인해 주십시오.",
});

/** The payout still goes where it was approved to go; only another approval turns it. */
function AccountChanged({ view, settlement, accounts }: SettlementPageProps): Html {
  if (settlement.isAccountChanged !== true) return null;
  const isListed = settlement.listing !== undefined;
  return [
    Card({
      title: "승인한 뒤 정산계좌가 바뀌었습니다",
      children: Notice({
        tone: "care",
        title: `승인한 계좌: ${payoutAccountWords(settlement)}`,
        children:
          `이 계좌로 지급합니다. 업체가 승인 뒤에 정산계좌를 다시 지정했으니 업체에 확인해 주십시오. ${
            isListed
              ? "이미 지급 파일에 담겨 있어, 이체했으면 지급 완료로 표시하고 이체하지 않았으면 지급 목록에서 뺀 뒤에 다시 승인해 주십시오."
              : "새 계좌로 지급하려면 다시 승인해 주십시오. 이미 이체했다면 다시 승인하지 마십시오."
          }`,
      }),
    }),
    isListed ? null : PayoutApproval({
      view,
      settlement,
      accounts,
      title: "새 계좌로 다시 승인",
      text: "승인하면 지급할 계좌가 새 정산계좌로 바뀝니다.",
      button: "새 계좌로 다시 승인",
      isAgain: true,
    }),
  ];
}

/** The bank file that it stands in, and the way out of it while it is not paid. */
function Listed({ view, settlement, nameOf }: SettlementPageProps): Html {
  const { listing, merchantId, id } = settlement;
  if (listing === undefined) return null;
  return Card({
    title: "지급 파일",
    children: html`
      <p>내려받은 때와 사람: <strong>${listingWords(listing, nameOf)}</strong></p>
      <p>담긴 계좌: ${payoutAccountWords(settlement)}</p>
      ${settlement.state === "approved"
        ? CustomerConfirm({
          view,
          action: paths.settlementUnlisting(merchantId, id),
          summary: "지급하지 않음 (목록에서 빼기)",
          text:
            "은행에서 이체하지 않은 것을 확인한 뒤에 빼 주십시오. 이체한 정산을 빼면 다음 파일에 담겨 두 번 지급됩니다. 뺀 사람은 접속기록에 남습니다.",
          button: "이체하지 않았습니다",
        })
        : null}
    `,
  });
}

function NextStep({ view, settlement, accounts }: SettlementPageProps): Html {
  switch (settlement.state) {
    case "computed":
      return PayoutApproval({
        view,
        settlement,
        accounts,
        title: "다음 단계: 지급 승인",
        text:
          "금액과 계좌를 확인했으면 승인해 주십시오. 그 뒤에 업체가 계좌를 바꾸어도 이 계좌로 지급합니다. 다른 운영자가 있으면 지급은 그 사람이 표시합니다.",
        button: settlement.payoutWon === 0n ? "승인" : "이 계좌로 지급 승인",
      });
    case "approved":
      return Card({
        title: "다음 단계",
        children: CustomerConfirm({
          view,
          action: paths.settlementPayment(settlement.merchantId, settlement.id),
          summary: "지급 완료로 표시",
          text:
            "은행에서 이체를 마친 뒤에 표시해 주십시오. 되돌릴 수 없습니다. 다른 운영자가 있으면 승인한 사람은 표시할 수 없습니다.",
          button: "지급을 마쳤습니다",
        }),
      });
    case "paid":
      return Notice({
        tone: "good",
        title: "지급을 마친 정산입니다.",
        children: settlement.isPaidAlone
          ? "다른 운영자가 없어 한 사람이 승인하고 지급했습니다. 접속기록에 남았습니다."
          : undefined,
      });
  }
}
