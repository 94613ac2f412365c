import type { RegistrationRow } from "@maru/debit";
import type { SheetColumn, SheetValue } from "@maru/spreadsheet";
import { formatDate } from "../ui/date_text.ts";
import { failureWords } from "./failure_words.ts";
import { evidenceWords, kindWords } from "./registration_cells.ts";
import { REGISTRATION_STATES } from "./words.ts";

/** Columns of the saved list of registrations. */
export const REGISTRATION_SHEET: readonly SheetColumn[] = [
  { title: "고객번호", kind: "text" },
  { title: "고객명", kind: "text" },
  { title: "집금항목", kind: "text" },
  { title: "구분", kind: "text" },
  { title: "은행", kind: "text" },
  { title: "계좌번호", kind: "text" },
  { title: "변경 전 계좌", kind: "text" },
  { title: "예금주", kind: "text" },
  { title: "월 이체금액", kind: "won" },
  { title: "이체일", kind: "integer" },
  { title: "신청일시", kind: "text" },
  { title: "결과 예정", kind: "text" },
  { title: "신청현황", kind: "text" },
  { title: "사유", kind: "text" },
  { title: "은행 코드", kind: "text" },
  { title: "동의자료", kind: "text" },
];

export function registrationCells(row: RegistrationRow): readonly SheetValue[] {
  const hasFailed = row.state === "failed";
  return [
    row.customerNumber,
    row.customerName,
    row.itemName,
    kindWords(row),
    row.bankName,
    row.accountMasked,
    row.previousAccount ?? null,
    row.holder,
    row.monthlyWon,
    row.dueDay,
    formatDate(row.requestedAt, "dateTime"),
    formatDate(row.resultDueAt, "dateTime"),
    REGISTRATION_STATES[row.state].label,
    hasFailed ? failureWords(row.code ?? "").reason : null,
    hasFailed ? row.code ?? null : null,
    evidenceWords(row),
  ];
}
