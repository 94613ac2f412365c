import {
  DebitUnderWayError,
  EvidenceRefusedError,
  ImportHasBadRowsError,
  ItemInUseError,
  SettlementAccountError,
} from "@maru/debit";
import { UploadTooLargeError } from "@maru/spreadsheet";
import type { ErrorEntry } from "../errors/entry.ts";
import { debitPaths } from "./context.ts";
import { EVIDENCE_WORDS } from "./evidence_words.ts";
import { SETTLEMENT_WORDS } from "./settings_words.ts";

const LOOK_AGAIN = "목록에서 다시 찾아 주십시오.";

/** What merchants are told of customers, imports, settings and notices. */
export const customerErrors: readonly ErrorEntry[] = [
  notFound("CustomerNotFoundError", "DEBIT-404-11", "찾으시는 고객이 없습니다."),
  notFound("InstructionNotFoundError", "DEBIT-404-12", "찾으시는 이체정보가 없습니다."),
  notFound("EvidenceNotFoundError", "DEBIT-404-13", "찾으시는 동의자료가 없습니다."),
  notFound("ImportNotFoundError", "DEBIT-404-14", "찾으시는 일괄등록이 없습니다."),
  notFound("NoticeNotFoundError", "DEBIT-404-15", "찾으시는 공지사항이 없습니다."),
  {
    error: "CustomerInputError",
    status: 422,
    code: "DEBIT-422-11",
    title: "입력하신 내용을 확인해 주십시오.",
    next: "이전 화면에서 잘못된 곳을 고쳐 다시 보내 주십시오.",
  },
  {
    error: "CustomerNumberTakenError",
    status: 409,
    code: "DEBIT-409-11",
    title: "다른 고객이 쓰는 고객번호입니다.",
    next: "다른 번호를 입력해 주십시오.",
    field: "number",
  },
  {
    error: "StaleVersionError",
    status: 409,
    code: "DEBIT-409-12",
    title: "그 사이 다른 사람이 먼저 저장했습니다.",
    next: "저장하지 않았습니다. 바뀐 내용을 확인하시고 다시 입력해 주십시오.",
    action: { label: "고객관리로", href: debitPaths.customers },
  },
  {
    error: "EndedError",
    status: 409,
    code: "DEBIT-409-13",
    title: "해지한 고객이나 이체정보는 바꿀 수 없습니다.",
    next: "고객을 되살리시거나 새로 등록해 주십시오.",
    action: { label: "고객관리로", href: debitPaths.customers },
  },
  {
    error: "DebitUnderWayError",
    status: 409,
    code: "DEBIT-409-14",
    title: "진행 중인 이체가 있어 해지할 수 없습니다.",
    next: "이체의뢰를 거두어들이시거나 결과가 나온 뒤에 다시 해 주십시오.",
    nextFor: (error) =>
      `${
        error instanceof DebitUnderWayError ? `진행 중인 이체가 ${error.orderCount}건입니다. ` : ""
      }이체의뢰를 거두어들이시거나 결과가 나온 뒤에 다시 해 주십시오.`,
    action: { label: "이체의뢰결과로", href: debitPaths.results },
  },
  {
    error: "ReasonMissingError",
    status: 422,
    code: "DEBIT-422-12",
    title: "열람 사유를 입력해 주십시오.",
    next: "계좌번호나 동의자료를 보는 사유는 접속기록에 남습니다.",
    field: "reason",
  },
  {
    error: "EvidenceRefusedError",
    status: 422,
    code: "DEBIT-422-13",
    title: "받을 수 없는 동의자료입니다.",
    next: "파일을 확인해 주십시오.",
    nextFor: (error) =>
      error instanceof EvidenceRefusedError
        ? EVIDENCE_WORDS[error.reason]
        : "파일을 확인해 주십시오.",
    field: "file",
  },
  {
    error: "HolderCheckUnavailableError",
    status: 503,
    code: "DEBIT-503-11",
    title: "지금은 예금주를 조회할 수 없습니다.",
    next: "조회 없이 등록하시거나 잠시 뒤 다시 조회해 주십시오.",
  },
  ...importErrors(),
  ...settingErrors(),
];

function importErrors(): ErrorEntry[] {
  return [
    {
      error: "UploadTooLargeError",
      status: 413,
      code: "DEBIT-413-11",
      title: "파일이 너무 큽니다.",
      next: "파일을 나누어 올려 주십시오.",
      nextFor: (error) =>
        error instanceof UploadTooLargeError
          ? `${
            Math.floor(error.byteCountMax / 1_048_576)
          }MB까지 받습니다. 파일을 나누어 올려 주십시오.`
          : "파일을 나누어 올려 주십시오.",
      action: { label: "일괄등록으로", href: debitPaths.imports },
    },
    {
      error: "ImportStateError",
      status: 409,
      code: "DEBIT-409-15",
      title: "이 일괄등록은 지금 그렇게 할 수 없습니다.",
      next: "일괄등록 화면을 새로 열어 지금 상태를 확인해 주십시오.",
      action: { label: "일괄등록으로", href: debitPaths.imports },
    },
    {
      error: "ImportHasBadRowsError",
      status: 409,
      code: "DEBIT-409-16",
      title: "잘못된 행이 있어 모두 등록할 수 없습니다.",
      next: "잘못된 행을 고쳐 다시 올리시거나 맞는 행만 등록해 주십시오.",
      nextFor: (error) =>
        `${
          error instanceof ImportHasBadRowsError ? `잘못된 행이 ${error.badCount}건입니다. ` : ""
        }고쳐 다시 올리시거나 맞는 행만 등록해 주십시오.`,
      action: { label: "일괄등록으로", href: debitPaths.imports },
    },
  ];
}

function settingErrors(): ErrorEntry[] {
  const action = { label: "계약·집금항목으로", href: debitPaths.settings };
  return [
    {
      error: "ContractInputError",
      status: 422,
      code: "DEBIT-422-14",
      title: "집금항목을 저장하지 못했습니다.",
      next: "항목과 집금주기를 다시 골라 주십시오.",
      action,
    },
    {
      error: "ItemInputError",
      status: 422,
      code: "DEBIT-422-15",
      title: "항목의 이름과 사유를 확인해 주십시오.",
      next: "이름과 사유를 모두 입력해 주십시오.",
      action,
    },
    {
      error: "ItemInUseError",
      status: 409,
      code: "DEBIT-409-17",
      title: "쓰고 있는 집금항목이라 뺄 수 없습니다.",
      next: "그 항목으로 이체하는 고객을 먼저 바꿔 주십시오.",
      nextFor: (error) =>
        error instanceof ItemInUseError
          ? `이 항목으로 이체하는 이체정보가 ${error.instructionCount}건입니다. 먼저 바꿔 주십시오.`
          : "그 항목으로 이체하는 고객을 먼저 바꿔 주십시오.",
      action,
    },
    {
      error: "SettlementAccountError",
      status: 422,
      code: "DEBIT-422-16",
      title: "정산계좌를 바꾸지 못했습니다.",
      next: "은행, 계좌번호, 예금주를 다시 확인해 주십시오.",
      nextFor: (error) =>
        error instanceof SettlementAccountError
          ? SETTLEMENT_WORDS[error.reason]
          : "은행, 계좌번호, 예금주를 다시 확인해 주십시오.",
      action,
    },
  ];
}

function notFound(error: string, code: string, title: string): ErrorEntry {
  return { error, status: 404, code, title, next: LOOK_AGAIN };
}
