import type { PayoutAccount, PayoutAccounts, Settlement } from "@maru/debit";
import { type Html, html, type Markup } from "../../html.ts";
import { Button, LinkButton } from "../../ui/button.ts";
import { Card } from "../../ui/card.ts";
import { formatDate } from "../../ui/date_text.ts";
import { DefinitionList } from "../../ui/definition_list.ts";
import { Form } from "../../ui/form.ts";
import { formatWon } from "../../ui/money.ts";
import { Notice } from "../../ui/notice.ts";
import type { View } from "../../view.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

/** Says which naming of the account the operator saw. */
export const ACCOUNT_FIELD = "account";

export interface PayoutApprovalProps {
  readonly view: View;
  readonly settlement: Settlement;
  readonly accounts: PayoutAccounts;
  readonly title: string;
  readonly text: string;
  readonly button: string;
  /** It was approved for another account before. */
  readonly isAgain?: boolean;
}

/** 지급 승인: the account that a press fixes the payout to stands over the button. */
export function PayoutApproval(props: PayoutApprovalProps): Markup {
  const { settlement, accounts: { named } } = props;
  if (settlement.payoutWon === 0n) {
    return Approval({ ...props, facts: html`<p>지급할 금액이 없어 계좌를 정하지 않습니다.</p>` });
  }
  if (named?.verifiedAt === undefined) return Obstacle(props);
  return Approval({ ...props, facts: Account(props), version: named.version });
}

function Approval(
  { view, settlement, title, text, button, isAgain, facts, version }: PayoutApprovalProps & {
    readonly facts: Html;
    readonly version?: string;
  },
): Markup {
  return Card({
    title,
    children: Form({
      view,
      action: paths.settlementApproval(settlement.merchantId, settlement.id),
      children: html`
        ${facts}
        ${version === undefined
          ? null
          : html`<input type="hidden" name=${ACCOUNT_FIELD} value=${version} />`}
        <p class="quiet">${text}</p>
        ${Button({ ...(isAgain ? {} : { kind: "primary" as const }), children: button })}
      `,
    }),
  });
}

/** Nothing can be pressed before the merchant named an account whose holder the bank confirmed. */
function Obstacle({ title, settlement, accounts: { named } }: PayoutApprovalProps): Markup {
  return Card({
    title,
    children: html`
      <div class="stack-tight">
        ${Notice({
          tone: "care",
          title: named === undefined
            ? "업체가 정산계좌를 등록하지 않아 승인할 수 없습니다."
            : "예금주를 확인하지 않은 정산계좌라 승인할 수 없습니다.",
          children:
            "업체에 정산계좌 등록을 요청해 주십시오. 업체가 ‘계약·집금항목’에서 등록하면 은행에 예금주를 확인하고, 그 뒤에 여기에서 승인할 수 있습니다.",
        })}
        ${named === undefined
          ? null
          : DefinitionList({ items: [{ term: "확인하지 않은 계좌", value: accountWords(named) }] })}
        <div>
          ${LinkButton({
            href: paths.merchant(settlement.merchantId),
            size: "small",
            children: "업체 연락처 보기",
          })}
        </div>
      </div>
    `,
  });
}

function Account({ settlement, accounts, isAgain }: PayoutApprovalProps): Html {
  const { named, last } = accounts;
  if (named === undefined) return null;
  const isOther = last !== undefined && !last.isSame;
  return [
    isOther
      ? Notice({
        tone: "care",
        title: "지난 지급 계좌와 다릅니다.",
        children: "업체에 전화해 바꾼 것이 맞는지 확인한 뒤에 승인해 주십시오.",
      })
      : null,
    DefinitionList({
      items: [
        { term: "지급액", value: html`<strong>${formatWon(settlement.payoutWon)}</strong>` },
        {
          term: isAgain ? "새 정산계좌" : "지급할 계좌",
          value: html`<strong>${accountWords(named)}</strong>`,
        },
        { term: "지난 지급 계좌", value: lastWords(last) },
        {
          term: "예금주 확인",
          value: named.verifiedAt === undefined ? "-" : formatDate(named.verifiedAt, "dateTime"),
        },
      ],
    }),
  ];
}

function lastWords(last: PayoutAccounts["last"]): Html {
  if (last === undefined) return "이 업체에 처음 지급합니다";
  const paid = `${formatDate(last.paidAt, "date")} 지급`;
  return last.isSame ? `같은 계좌 (${paid})` : `${accountWords(last)} (${paid})`;
}

function accountWords({ bankName, accountMasked, holder }: PayoutAccount): string {
  return [bankName, accountMasked, holder].filter(Boolean).join(" ");
}
