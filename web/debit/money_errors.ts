import { CashRefusedError, IntegrationLimitError } from "@maru/debit";
import type { ErrorEntry } from "../errors/entry.ts";
import { formatWon } from "../ui/money.ts";
import { debitPaths } from "./context.ts";

const LOOK_AGAIN = "목록에서 다시 찾아 주십시오.";

/** Why cash is not taken, and what to do. */
export const CASH_WORDS: Readonly<Record<CashRefusedError["refusal"], string>> = {
  notFailed: "미납이 아닌 청구입니다. 이체의뢰결과를 확인해 주십시오.",
  tooMuch: "수납 가능한 금액보다 큽니다. 금액을 줄여 주십시오.",
  askedAgain: "이미 다시 이체의뢰한 청구입니다. 의뢰를 취소하거나 결과를 기다려 주십시오.",
  notFound: "찾으시는 청구나 수납이 없습니다. 목록에서 다시 찾아 주십시오.",
  alreadyReversed: "이미 취소한 수납입니다.",
  tooLate: "받은 날은 오늘까지 적을 수 있습니다.",
  tooEarly: "받은 날은 청구한 날부터 적을 수 있습니다.",
};

/** What is told of cash, settlements, invoices, keys and webhooks. */
export const moneyErrors: readonly ErrorEntry[] = [
  {
    error: "CashRefusedError",
    status: 409,
    code: "DEBIT-409-31",
    title: "현금수납을 처리하지 않았습니다.",
    next: "현금수납관리에서 다시 확인해 주십시오.",
    nextFor: (error) =>
      error instanceof CashRefusedError
        ? `${CASH_WORDS[error.refusal]} 수납 가능금액은 ${formatWon(error.outstandingWon)}입니다.`
        : "현금수납관리에서 다시 확인해 주십시오.",
    action: { label: "현금수납관리로", href: debitPaths.cash },
  },
  {
    error: "InvoiceStateError",
    status: 409,
    code: "DEBIT-409-35",
    title: "세금계산서의 상태가 바뀌어 처리하지 않았습니다.",
    next: "세금계산서를 새로 열어 상태를 확인해 주십시오.",
  },
  {
    error: "IntegrationLimitError",
    status: 409,
    code: "DEBIT-409-36",
    title: "더 만들 수 없습니다.",
    next: "쓰지 않는 것을 먼저 폐기해 주십시오.",
    nextFor: (error) =>
      error instanceof IntegrationLimitError
        ? `${error.countMax}개까지 만들 수 있습니다. 쓰지 않는 것을 먼저 폐기해 주십시오.`
        : "쓰지 않는 것을 먼저 폐기해 주십시오.",
    action: { label: "연동으로", href: debitPaths.integration },
  },
  {
    error: "WebhookUrlError",
    status: 422,
    code: "DEBIT-422-31",
    title: "쓸 수 없는 주소입니다.",
    next: "공개된 https 주소를 입력해 주십시오.",
    field: "url",
  },
  missing("SettlementNotFoundError", "DEBIT-404-31", "찾으시는 정산이 없습니다."),
  missing("InvoiceNotFoundError", "DEBIT-404-32", "찾으시는 세금계산서가 없습니다."),
  missing("IntegrationNotFoundError", "DEBIT-404-33", "찾으시는 키나 웹훅이 없습니다."),
  missing("CashReceiptNotFoundError", "DEBIT-404-36", "찾으시는 수납이 없습니다."),
];

/** What is not there, or not any more (404). */
export function missing(error: string, code: string, title: string): ErrorEntry {
  return { error, status: 404, code, title, next: LOOK_AGAIN };
}
