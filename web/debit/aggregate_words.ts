import type { Aggregate, AggregateKey } from "@maru/debit";

/** 집계 in the source's order. */
export const AGGREGATE_WORDS: Readonly<
  Record<Aggregate, { readonly title: string; readonly basis: string; readonly amount: string }>
> = {
  requests: { title: "이체의뢰내역", basis: "출금일", amount: "의뢰금액" },
  arrears: { title: "미납내역", basis: "이체예정일", amount: "미납금액" },
  discounts: { title: "할인내역", basis: "이체예정일", amount: "할인금액" },
  registrations: { title: "계좌신청현황", basis: "신청일", amount: "월 이체금액" },
  debits: { title: "이체의뢰현황", basis: "출금일", amount: "이체금액" },
  settlements: { title: "정산내역현황", basis: "지급일", amount: "수납액" },
};

export const KEY_WORDS: Readonly<Record<AggregateKey, string>> = {
  item: "집금항목",
  grade: "등급",
  bank: "은행",
};

const PART_WORDS: Readonly<Record<string, string>> = {
  waiting: "대기",
  sent: "진행 중",
  collected: "처리완료",
  failed: "처리미완료",
  withdrawn: "취소",
  asked: "다시 의뢰함",
  discounted: "할인",
  done: "신청완료",
  cancelled: "해지",
  registration: "계좌신청",
  unsettled: "정산 예정",
  unsettledRegistration: "예정 계좌신청",
  fee: "수수료",
  unsettledFee: "예정 수수료",
};

/** What is counted: of settlements the debits alone. */
export function countWords(aggregate: Aggregate): string {
  return aggregate === "settlements" ? "출금 건수" : "건수";
}

/** What a part of a line is, in the source's words. */
export function partWords(aggregate: Aggregate, name: string): string {
  if (aggregate === "registrations") {
    if (name === "failed") return "신청미완료";
    if (name === "sent") return "신청중";
    if (name === "waiting") return "신청대기";
  }
  if (aggregate === "arrears" && name === "failed") return "미납";
  return PART_WORDS[name] ?? name;
}
