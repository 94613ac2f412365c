import type { SettingProblem, SettlementAccountError } from "@maru/debit";

/** Why an account for payouts is not named, and what to do. */
export const SETTLEMENT_WORDS: Readonly<Record<SettlementAccountError["reason"], string>> = {
  bankUnknown: "은행을 목록에서 골라 주십시오.",
  accountFormat: "그 은행의 계좌번호 자릿수가 아닙니다. 다시 확인해 주십시오.",
  holder: "예금주를 통장에 적힌 대로 입력해 주십시오.",
  otherHolder: "은행에 등록된 예금주와 다릅니다. 업체 이름으로 된 계좌를 입력해 주십시오.",
  unknownAccount: "은행에 없는 계좌입니다. 계좌번호를 다시 확인해 주십시오.",
  checkUnavailable: "지금은 은행에 예금주를 확인할 수 없습니다. 잠시 뒤 다시 해 주십시오.",
};

/** Why a setting is refused. */
export const SETTING_WORDS: Readonly<Record<SettingProblem, string>> = {
  missing: "입력해 주십시오.",
  tooLong: "너무 깁니다. 줄여서 입력해 주십시오.",
  characters: "쓸 수 없는 글자가 있습니다.",
  format: "형식이 맞지 않습니다.",
  outOfRange: "정해진 범위를 벗어납니다.",
  unknown: "목록에 없습니다. 다시 골라 주십시오.",
  reversed: "앞뒤가 바뀌었습니다.",
  overLimit: "한도를 넘습니다.",
  notContracted: "계약에 없는 날입니다. 계약된 이체예정일에서 골라 주십시오.",
  inUse: "쓰고 있어 바꿀 수 없습니다.",
  taken: "이미 있습니다.",
};
