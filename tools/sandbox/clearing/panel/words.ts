import { bankName } from "../banks/bank_list.ts";
import { type FileStatus, isLine, type Place } from "../exchange/exchanged_file.ts";
import type { FileKind } from "../file_kind.ts";

export const fileKindWords: Readonly<Record<FileKind, string>> = {
  EB11: "은행접수 신청",
  EB12: "은행접수 결과",
  EB13: "계좌신청",
  EB14: "계좌신청 결과",
  EB21: "출금의뢰",
  EB22: "출금의뢰 결과",
  EC21: "당일출금의뢰",
  EC22: "당일출금의뢰 결과",
  EI13: "동의자료",
};

export const statusWords: Readonly<Record<FileStatus, { words: string; tone: string }>> = {
  0: { words: "대기", tone: "" },
  1: { words: "검증 중", tone: "" },
  2: { words: "전체 반려", tone: "bad" },
  3: { words: "일부 반려", tone: "care" },
  4: { words: "마감 후 수신", tone: "bad" },
  5: { words: "정상 수신", tone: "good" },
  6: { words: "결과 완료", tone: "good" },
  9: { words: "취소", tone: "" },
};

export const serviceWords: Readonly<Record<string, string>> = {
  "*": "모든 곳",
  "clearing": "금융결제원",
  "bank-line": "은행 직접 회선",
  "open-banking": "계좌실명조회",
};

/** Why a file was refused whole, by the code that the sender gets. */
export const refusalWords: Readonly<Record<string, string>> = {
  "B0008": "마감 시각 뒤에 도착",
  "B0011": "형식·건수·합계 오류",
  "B0012": "월 한도 초과",
  "0051": "장애 스위치로 반려",
};

export function placeWords(place: Place): string {
  return isLine(place) ? `${bankName(place)} 직접 회선` : `금융결제원 (${place})`;
}
