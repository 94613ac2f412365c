import type { EventType } from "@maru/debit";

/** What a merchant's programs are told of, in our words. */
export const EVENT_WORDS: Readonly<Record<EventType, string>> = {
  "registration.done": "계좌신청완료",
  "registration.failed": "계좌신청미완료",
  "registration.cancelled": "계좌신청 해지",
  "order.requested": "이체의뢰",
  "order.sent": "이체의뢰중",
  "order.collected": "이체처리완료",
  "order.failed": "이체처리미완료",
  "order.withdrawn": "의뢰취소",
  "order.replanned": "출금일 변경",
  "cash.received": "현금수납",
  "settlement.computed": "정산 계산",
  "settlement.paid": "정산 지급",
  "invoice.issued": "세금계산서 발행",
};
