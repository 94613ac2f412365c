import type { RetryRefusal } from "@maru/debit";

/** Why a failed order cannot be asked for again, and what to do. */
export const RETRY_REFUSAL_WORDS: Readonly<Record<RetryRefusal, string>> = {
  anotherMonth:
    "재처리는 같은 달의 미처리 건만 할 수 있습니다. 지난달 미납은 이체의뢰에서 미수금과 함께 의뢰해 주십시오.",
  regularDay: "정기 출금일과 같은 날에는 재처리할 수 없습니다. 다른 날을 골라 주십시오.",
  notFailed: "미처리가 아닌 건이 들어 있습니다. 목록을 새로 열어 다시 골라 주십시오.",
  nextMonth: "25일 출금분의 미처리는 다음 달 이체의뢰에서 미수금과 함께 의뢰해 주십시오.",
  resultTooLate: "결과가 다음 달에 나오는 날입니다. 더 이른 날을 골라 주십시오.",
};
