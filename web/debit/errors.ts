import {
  CutoffPassedError,
  DueDateNotContractedError,
  MonthlyLimitError,
  RetryNotAllowedError,
} from "@maru/debit";
import type { ErrorEntry } from "../errors/entry.ts";
import { formatDate } from "../ui/date_text.ts";
import { formatWon } from "../ui/money.ts";
import { debitPaths } from "./context.ts";
import { dueDayText } from "./customer_words.ts";
import { dateWords } from "./date_words.ts";
import { RETRY_REFUSAL_WORDS } from "./retry_words.ts";

/** What merchants are told of orders, registrations, the schedule and lists. */
export const debitErrors: readonly ErrorEntry[] = [
  {
    error: "CutoffPassedError",
    status: 409,
    code: "DEBIT-409-1",
    title: "마감 시각이 지났습니다.",
    next: "다음 출금일로 다시 의뢰해 주십시오.",
    nextFor: (error) =>
      error instanceof CutoffPassedError
        ? `${formatDate(error.cutoffAt, "dateTime")}에 마감했습니다. ${
          dateWords(error.earliestDate)
        } 출금분부터 의뢰할 수 있습니다.`
        : "다음 출금일로 다시 의뢰해 주십시오.",
    action: { label: "마감 달력 보기", href: debitPaths.calendar },
  },
  {
    error: "DueDateNotContractedError",
    status: 422,
    code: "DEBIT-422-1",
    title: "계약에 없는 출금일입니다. 의뢰한 것은 없습니다.",
    next: "계약의 출금일을 골라 다시 의뢰해 주십시오.",
    nextFor: (error) =>
      error instanceof DueDateNotContractedError
        ? `계약의 출금일은 매월 ${
          error.dueDays.map(dueDayText).join(", ")
        }입니다. 그 가운데 골라 다시 의뢰해 주십시오.`
        : "계약의 출금일을 골라 다시 의뢰해 주십시오.",
    action: { label: "이체의뢰로", href: debitPaths.requests },
  },
  {
    error: "MonthlyLimitError",
    status: 409,
    code: "DEBIT-409-2",
    title: "이번 달 이체 한도를 넘습니다. 의뢰한 것은 없습니다.",
    next: "건수를 줄이거나 운영자에게 한도를 높여 달라고 요청해 주십시오.",
    nextFor: (error) =>
      error instanceof MonthlyLimitError
        ? `월 한도 ${formatWon(error.limitWon)} 가운데 ${
          formatWon(error.usedWon)
        }을 썼습니다. 이번 의뢰는 ${formatWon(error.requestedWon)}입니다. ` +
          "건수를 줄이거나 운영자에게 한도를 높여 달라고 요청해 주십시오."
        : "건수를 줄이거나 운영자에게 한도를 높여 달라고 요청해 주십시오.",
    action: { label: "이체의뢰로", href: debitPaths.requests },
  },
  {
    error: "RetryNotAllowedError",
    status: 409,
    code: "DEBIT-409-3",
    title: "재처리할 수 없습니다. 의뢰한 것은 없습니다.",
    next: "재처리의뢰 화면을 새로 열어 다시 골라 주십시오.",
    nextFor: (error) =>
      error instanceof RetryNotAllowedError
        ? RETRY_REFUSAL_WORDS[error.reason]
        : "재처리의뢰 화면을 새로 열어 다시 골라 주십시오.",
    action: { label: "재처리의뢰로", href: debitPaths.retries },
  },
  {
    error: "AlreadySentError",
    status: 409,
    code: "DEBIT-409-4",
    title: "이미 은행으로 보내 취소할 수 없습니다.",
    next: "은행의 결과를 기다려 주십시오. 결과는 이체의뢰결과와 계좌신청에서 볼 수 있습니다.",
    action: { label: "이체의뢰결과로", href: debitPaths.results },
  },
  {
    error: "RegistrationUnderWayError",
    status: 409,
    code: "DEBIT-409-5",
    title: "앞서 한 계좌신청의 결과를 기다리고 있습니다.",
    next: "은행의 결과가 나온 뒤에 다시 해 주십시오.",
    action: { label: "계좌신청으로", href: debitPaths.registrations },
  },
  missing("OrderNotFoundError", "DEBIT-404-1", "찾으시는 이체의뢰가 없습니다."),
  missing("RegistrationNotFoundError", "DEBIT-404-2", "찾으시는 계좌신청이 없습니다."),
  missing("ContractNotFoundError", "DEBIT-404-3", "찾으시는 계약이 없습니다."),
  missing("MerchantNotFoundError", "DEBIT-404-4", "자동이체 계약이 없는 업체입니다."),
  invalidCursor("OrderCursorInvalidError", "DEBIT-400-1"),
  invalidCursor("ListCursorInvalidError", "DEBIT-400-2"),
];

function missing(error: string, code: string, title: string): ErrorEntry {
  const next = "목록에서 다시 찾아 주십시오. 없으면 운영자에게 문의해 주십시오.";
  return { error, status: 404, code, title, next };
}

function invalidCursor(error: string, code: string): ErrorEntry {
  return {
    error,
    status: 400,
    code,
    title: "목록의 그 자리를 찾을 수 없습니다.",
    next: "목록을 처음부터 다시 열어 주십시오.",
  };
}
