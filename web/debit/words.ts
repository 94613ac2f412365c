import type { Obstacle, OrderState, RegistrationRowState } from "@maru/debit";
import type { Tone } from "../ui/badge.ts";

export interface StateWords {
  readonly label: string;
  readonly tone: Tone;
  /** What it means, in a sentence. */
  readonly meaning: string;
}

/** 진행상태 of debits, in the words of the trade. */
export const ORDER_STATES: Readonly<Record<OrderState, StateWords>> = {
  waiting: {
    label: "이체의뢰대기",
    tone: "info",
    meaning: "은행에 보내기 전입니다. 마감 시각까지 취소할 수 있습니다.",
  },
  sent: { label: "이체의뢰중", tone: "care", meaning: "은행에서 이체하고 있습니다." },
  collected: { label: "이체처리완료", tone: "good", meaning: "정상 이체되었습니다." },
  failed: { label: "이체처리미완료", tone: "bad", meaning: "이체되지 않았습니다." },
  withdrawn: { label: "의뢰취소", tone: "neutral", meaning: "은행에 보내기 전에 취소했습니다." },
};

/** 신청현황 of account registrations. */
export const REGISTRATION_STATES: Readonly<Record<RegistrationRowState, StateWords>> = {
  waiting: {
    label: "계좌신청대기",
    tone: "info",
    meaning: "신청 자료를 은행에 보내기 전입니다.",
  },
  sent: { label: "계좌신청중", tone: "care", meaning: "은행에서 처리하고 있습니다." },
  done: { label: "계좌신청완료", tone: "good", meaning: "계좌신청이 완료되었습니다." },
  failed: {
    label: "계좌신청미완료",
    tone: "bad",
    meaning: "계좌번호 오류 등으로 처리되지 않았습니다.",
  },
  withdrawn: { label: "신청취소", tone: "neutral", meaning: "은행에 보내기 전에 취소했습니다." },
};

/** Why a line cannot be asked for now; each says what to do where something can be done. */
export const OBSTACLE_WORDS: Readonly<Record<Obstacle, string>> = {
  registrationFailed:
    "계좌신청이 미완료이거나 해지되었습니다. 이체정보를 확인해 계좌신청을 다시 해 주십시오",
  notRegistered: "계좌신청이 완료되지 않았습니다. 꼭 완료되어야 하는 은행입니다",
  registrationTooLate: "계좌신청이 출금일 2영업일 전까지 끝나지 않습니다",
  alreadyRequested: "이번 달에 이미 의뢰했습니다",
  exempt: "전액 면제라 의뢰할 금액이 없습니다",
  overDebitLimit: "1회 이체 한도를 넘습니다",
  stopped: "중지되었거나 계약 기간이 아닙니다",
  notDue: "이 출금일에 출금할 이체정보가 아닙니다. 출금일과 기간, 집금항목을 확인해 주십시오",
  unknown: "찾으시는 이체정보가 없습니다",
  underMinimum: "의뢰할 수 있는 가장 작은 금액보다 적습니다",
  cutoffPassed: "이 은행의 마감 시각이 지났습니다",
};
