import type { Settlement, SettlementLine, TaxInvoice } from "@maru/debit";
import type { Markup } from "../html.ts";
import { Badge, type Tone } from "../ui/badge.ts";

export type StateWord = readonly [tone: Tone, text: string];

export const SETTLEMENT_WORDS: Readonly<Record<Settlement["state"], StateWord>> = {
  computed: ["care", "승인 대기"],
  approved: ["info", "지급 대기"],
  paid: ["good", "지급 완료"],
};

export const INVOICE_WORDS: Readonly<Record<TaxInvoice["state"], StateWord>> = {
  issued: ["info", "발행"],
  checked: ["care", "확인"],
  approved: ["good", "승인"],
  disputed: ["bad", "이의"],
};

export const FEE_WORDS: Readonly<Record<SettlementLine["kind"], string>> = {
  success: "출금 수수료",
  failure: "미처리 수수료",
  registration: "계좌신청 수수료",
};

export function StateBadge([tone, text]: StateWord): Markup {
  return Badge({ tone, children: text });
}
