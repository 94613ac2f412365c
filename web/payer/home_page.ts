import type { PayerCharge, PayerInstruction, PayerView } from "@maru/debit";
import { dueDayText } from "../debit/customer_words.ts";
import { type Html, html, type Markup } from "../html.ts";
import {
  Badge,
  Button,
  Card,
  DefinitionList,
  Form,
  formatWon,
  Layout,
  LinkButton,
  Money,
  Notice,
  PageTitle,
  type Tone,
} from "../ui/mod.ts";
import type { View } from "../view.ts";
import { payerPaths } from "./paths.ts";

const CHARGE_WORDS: Readonly<Record<PayerCharge["state"], readonly [Tone, string]>> = {
  waiting: ["neutral", "출금 예정"],
  sent: ["info", "출금 처리 중"],
  collected: ["good", "출금 완료"],
  failed: ["bad", "출금되지 않음"],
  cash: ["good", "현금으로 납부"],
  withdrawn: ["neutral", "출금 취소"],
};

const REGISTRATION_WORDS: Readonly<Record<string, string>> = {
  none: "사용 중",
  waiting: "은행 등록 대기",
  sent: "은행 등록 중",
  done: "등록 완료",
  failed: "은행 등록 실패",
  cancelled: "해지됨",
};

/** What is debited from where, and what was. */
export function HomePage(props: {
  readonly view: View;
  readonly payer: PayerView;
  readonly isChanged: boolean;
}): Markup {
  const { view, payer, isChanged } = props;
  return Layout({
    view,
    title: "내 자동이체",
    width: "narrow",
    children: html`
      <div class="payer">
        ${PageTitle({
          title: "내 자동이체",
          note: `${payer.customerName} 님, ${payer.merchantName}에 내시는 자동이체입니다.`,
        })}
        ${isChanged
          ? Notice({
            tone: "good",
            title: "출금 계좌 변경을 신청했습니다.",
            children: "은행 등록이 끝나면 새 계좌에서 출금됩니다.",
          })
          : null}
        <h2>출금 계좌</h2>
        ${payer.instructions.map(InstructionCard)}
        <h2>납부 내역</h2>
        ${payer.history.length === 0 ? html`<p class="quiet">아직 내역이 없습니다.</p>` : html`
          ${Card({
            children: html`<ul class="payer-history">${payer.history.map(Charge)}</ul>`,
          })}
        `}
        <p class="quiet">문의: ${payer.merchantName} ${PhoneLink(payer.merchantPhone)}</p>
        ${Form({
          view,
          action: payerPaths.closing,
          children: Button({ kind: "plain", full: true, children: "나가기" }),
        })}
      </div>
    `,
  });
}

/** A merchant need not have one. */
function PhoneLink(phone: string): Markup | null {
  return phone === "" ? null : html`<a href=${`tel:${phone}`}>${phoneWords(phone)}</a>`;
}

function InstructionCard(instruction: PayerInstruction): Markup {
  return Card({
    title: instruction.itemName,
    level: 3,
    children: [
      DefinitionList({
        items: [
          { term: "매월", value: monthly(instruction) },
          { term: "출금일", value: dueDayText(instruction.dueDay) },
          { term: "계좌", value: `${instruction.bankName} ${instruction.accountMasked}` },
          {
            term: "상태",
            value: REGISTRATION_WORDS[instruction.registrationState] ?? "확인 중",
          },
        ],
      }),
      LinkButton({
        href: payerPaths.account(instruction.id),
        full: true,
        label: `${instruction.itemName} 출금 계좌 변경`,
        children: "출금 계좌 변경",
      }),
    ],
  });
}

/** What is debited: the discount is taken off, and said. */
function monthly({ monthlyWon, discountWon }: PayerInstruction): Html {
  const amount = Money({ amountWon: monthlyWon - discountWon });
  if (discountWon === 0n) return amount;
  return [
    amount,
    html`<span class="quiet"> ${formatWon(monthlyWon)}에서 ${formatWon(discountWon)} 할인</span>`,
  ];
}

function Charge(charge: PayerCharge): Html {
  const [tone, words] = CHARGE_WORDS[charge.state];
  return html`
    <li>
      <div class="payer-charge">
        <strong>${monthWords(charge.month)} ${charge.itemName}</strong>
        ${Badge({ tone, children: words })}
      </div>
      <div class="payer-charge">
        <span class="quiet">${dateWords(charge.debitDate)}</span>
        ${Money({ amountWon: charge.amountWon })}
      </div>
      ${charge.nextDebitWon === undefined
        ? null
        : html`<p class="quiet">${nextDebit(charge.nextDebitWon, charge.amountWon)}</p>`}
      ${charge.reason === undefined ? null : html`<p class="quiet">사유: ${charge.reason}</p>`}
      ${charge.willRetryOn === undefined
        ? null
        : html`<p class="quiet">${dateWords(charge.willRetryOn)}에 다시 출금합니다.</p>`}
    </li>
  `;
}

/** The message that announces the debit says the same amount. */
function nextDebit(nextWon: bigint, amountWon: bigint): string {
  return nextWon > amountWon
    ? `앞서 내지 못하신 금액을 더해 ${formatWon(nextWon)}을 출금합니다.`
    : `남은 ${formatWon(nextWon)}을 출금합니다.`;
}

/** 2026.12.28. */
function dateWords(date: string | undefined): string {
  return (date ?? "").replaceAll("-", ".");
}

/** With hyphens where they are not written already. */
function phoneWords(phone: string): string {
  return phone.replace(/^(02|0\d{2})(\d{3,4})(\d{4})$/, "$1-$2-$3");
}

function monthWords(month: string): string {
  const [year, number] = month.split("-");
  return `${year}년 ${Number(number)}월`;
}
