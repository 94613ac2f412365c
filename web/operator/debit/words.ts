import type { Alert, FileRow, Rail } from "@maru/debit";
import type { StateWord } from "../../debit/money_words.ts";

export const RAIL_WORDS: Readonly<Record<Rail, string>> = {
  directLine: "은행 직접",
  clearingHouse: "금융결제원",
};

export const FILE_WORDS: Readonly<Record<FileRow["state"], StateWord>> = {
  built: ["neutral", "작성됨"],
  sending: ["info", "보내는 중"],
  sent: ["info", "보냄"],
  resulted: ["good", "결과 반영"],
  rejected: ["bad", "거절됨"],
  cancelled: ["neutral", "취소됨"],
};

export const FILE_STATES = Object.keys(FILE_WORDS) as FileRow["state"][];

export const ALERT_WORDS: Readonly<Record<Alert["kind"], string>> = {
  resultTruncated: "결과 파일이 잘렸습니다",
  resultAltered: "결과 파일이 보낸 것과 다릅니다",
  resultRepeated: "결과 파일이 다시 왔습니다",
  resultEarly: "결과 파일이 너무 일찍 왔습니다",
  resultLate: "결과 파일이 늦습니다",
  resultMismatch: "결과의 건수나 금액이 맞지 않습니다",
  resultEmpty: "결과 파일이 비었습니다",
  fileRejected: "보낸 파일이 거절되었습니다",
  fileLate: "보낼 시각이 지난 파일이 있습니다",
  unexpectedRecord: "예상하지 못한 기록이 있습니다",
  calendarDiffers: "휴일이 금융결제원과 다릅니다",
  ledgerDiffers: "장부와 합계가 다릅니다",
};
