import { missing } from "../../debit/money_errors.ts";
import type { ErrorEntry } from "../../errors/entry.ts";
import { operatorDebitPaths } from "./paths.ts";

/** What operators are told of settlements, payouts, files and alerts. */
export const operatorDebitErrors: readonly ErrorEntry[] = [
  {
    error: "SettlementStateError",
    status: 409,
    code: "DEBIT-409-32",
    title: "정산의 상태가 바뀌어 처리하지 않았습니다.",
    next: "정산을 새로 열어 상태를 확인해 주십시오.",
  },
  {
    error: "SettlementListedError",
    status: 409,
    code: "DEBIT-409-37",
    title: "이미 지급 파일에 담긴 정산이라 다시 승인하지 않았습니다.",
    next:
      "은행에서 이체했으면 지급 완료로 표시해 주십시오. 이체하지 않았으면 먼저 지급 목록에서 빼 주십시오.",
  },
  {
    error: "PayoutAccountChangedError",
    status: 409,
    code: "DEBIT-409-38",
    title: "그 사이 업체의 정산계좌가 바뀌어 승인하지 않았습니다.",
    next: "정산을 새로 열어 지급할 계좌를 확인한 뒤 다시 승인해 주십시오.",
  },
  {
    error: "SamePersonError",
    status: 409,
    code: "DEBIT-409-33",
    title: "승인한 사람은 지급을 표시할 수 없습니다.",
    next: "다른 운영자에게 지급 완료 표시를 요청해 주십시오.",
  },
  {
    error: "PayoutAccountMissingError",
    status: 409,
    code: "DEBIT-409-34",
    title: "지급할 계좌가 없거나 확인되지 않았습니다.",
    next: "업체에 정산계좌를 등록해 달라고 요청해 주십시오.",
  },
  missing("ItemRequestNotFoundError", "DEBIT-404-35", "답하지 않은 요청이 없습니다."),
  missing("FileNotFoundError", "DEBIT-404-34", "찾으시는 파일이 없습니다."),
  {
    ...missing("AlertNotFoundError", "DEBIT-404-37", "찾으시는 경보가 없습니다."),
    action: { label: "경보로", href: operatorDebitPaths.alerts },
  },
];
