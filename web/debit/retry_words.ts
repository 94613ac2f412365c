import type { RetryRefusal, RetryWindow } from "@maru/debit";
import { dateWords } from "./date_words.ts";

/** 25일 이후: what fails then cannot be answered this month any more. */
export const LATE_FAILURES =
  "이체일이 25일 이후인 출금분의 미처리는 다음 달 이체의뢰에서 미수금과 함께 의뢰해 주십시오.";

/** Why a failed order cannot be asked for again, and what to do. */
export const RETRY_REFUSAL_WORDS: Readonly<Record<RetryRefusal, string>> = {
  anotherMonth:
    "재처리는 같은 달의 미처리 건만 할 수 있습니다. 지난달 미납은 이체의뢰에서 미수금과 함께 의뢰해 주십시오.",
  regularDay: "정기 출금일과 같은 날에는 재처리할 수 없습니다. 다른 날을 골라 주십시오.",
  notFailed: "미처리가 아닌 건이 들어 있습니다. 목록을 새로 열어 다시 골라 주십시오.",
  nextMonth: LATE_FAILURES,
  resultTooLate: "결과가 다음 달에 나오는 날입니다. 더 이른 날을 골라 주십시오.",
};

export const NO_RETRY_DAY_LEFT =
  "이번 달에는 재처리할 수 있는 날이 남지 않았습니다. 다음 달 이체의뢰에서 미수금과 함께 의뢰해 주십시오";

/** Why nothing can be retried on a day, and which day is possible. */
export function retryDayWords({ refusal, isAnyDayLeft, earliestDate }: RetryWindow): string {
  const why = refusal === undefined ? [] : [DAY_WORDS[refusal]];
  const next = isAnyDayLeft
    ? `${dateWords(earliestDate)} 출금분부터 의뢰할 수 있습니다`
    : NO_RETRY_DAY_LEFT;
  return [...why, next].join(". ");
}

const DAY_WORDS: Readonly<Record<NonNullable<RetryWindow["refusal"]>, string>> = {
  anotherMonth: "재처리는 이번 달 안의 날에만 의뢰할 수 있습니다",
  resultTooLate: "결과가 다음 달에 나오는 날이라 재처리할 수 없습니다",
};
