import type { OrderRow } from "@maru/debit";
import type { SheetColumn, SheetValue } from "@maru/spreadsheet";
import { formatDate } from "../ui/date_text.ts";
import { failureWords } from "./failure_words.ts";
import { ORDER_STATES } from "./words.ts";

/** Columns of the saved list of results. */
export const RESULT_SHEET: readonly SheetColumn[] = [
  { title: "출금일", kind: "date" },
  { title: "고객번호", kind: "text" },
  { title: "고객명", kind: "text" },
  { title: "등급", kind: "text" },
  { title: "집금항목", kind: "text" },
  { title: "은행", kind: "text" },
  { title: "계좌번호", kind: "text" },
  { title: "구분", kind: "text" },
  { title: "청구금액", kind: "won" },
  { title: "할인금액", kind: "won" },
  { title: "미수금", kind: "won" },
  { title: "이체금액", kind: "won" },
  { title: "진행상태", kind: "text" },
  { title: "미처리 사유", kind: "text" },
  { title: "은행 코드", kind: "text" },
  { title: "자동 재처리일", kind: "date" },
  { title: "의뢰일시", kind: "text" },
  { title: "의뢰 파일", kind: "text" },
  { title: "파일 안 순번", kind: "integer" },
];

export function resultCells(row: OrderRow): readonly SheetValue[] {
  const hasFailed = row.state === "failed";
  return [
    row.debitDate,
    row.customerNumber,
    row.customerName,
    row.grade,
    row.itemName,
    row.bankName,
    row.accountMasked,
    row.kind === "retry" ? "재처리" : "정기",
    row.grossWon,
    row.discountWon,
    row.arrearsWon,
    row.amountWon,
    ORDER_STATES[row.state].label,
    hasFailed ? failureWords(row.code ?? "").reason : null,
    hasFailed ? row.code ?? null : null,
    row.willRetryOn ?? null,
    formatDate(row.requestedAt, "dateTime"),
    row.fileName ?? null,
    row.sequence ?? null,
  ];
}
