import type { RetryChance } from "@maru/debit";
import { RESULT_CODES, type ResultCode } from "@maru/debit/files";

/** A failure in our words; the code beside it stays the bank's. */
export interface FailureWords {
  readonly reason: string;
  /** What the merchant does about it. */
  readonly advice: string;
  /** The same where the advice is a retry, and none is possible this month any more. */
  readonly lateAdvice?: string;
}

const ASK_PAYER = "고객에게 다른 계좌를 받아 이체정보를 바꿔 주십시오.";
const CORRECT = "고객에게 확인해 이체정보를 고치고 계좌신청을 다시 해 주십시오.";
const REGISTER_AGAIN = "고객의 동의를 다시 받아 계좌신청을 다시 해 주십시오.";
const AT_BANK = "고객이 은행에 확인해야 합니다. 그동안 다른 계좌로 바꿀 수 있습니다.";
const OURS = "마루에서 고쳐야 하는 자료 오류입니다. 고객센터 02-3771-1100에 알려 주십시오.";
const BANK_TROUBLE = "은행 사정입니다. 재처리할 수 있습니다.";
const WITH_ARREARS = "다음 이체의뢰에서 미수금과 함께 의뢰해 주십시오.";
const BANK_TROUBLE_LATE = `은행 사정입니다. ${WITH_ARREARS}`;
const EVIDENCE = "동의자료를 다시 올리고 계좌신청을 다시 해 주십시오.";

/** What every code of a failure means. The reasons are those that payers are told. */
export const FAILURE_WORDS: Readonly<Record<Exclude<ResultCode, "0000">, FailureWords>> = {
  "0012": words("계좌번호 오류", CORRECT),
  "0014": words("예금주 정보 불일치", CORRECT),
  "0015": words("자동이체를 할 수 없는 계좌", ASK_PAYER),
  "0017": words("자동이체 미등록 계좌", REGISTER_AGAIN),
  "0018": words("장기간 출금이 없어 해지된 자동이체", REGISTER_AGAIN),
  "0019": words("은행에서 해지한 자동이체", REGISTER_AGAIN),
  "0020": words("동의자료 미확인으로 해지된 자동이체", REGISTER_AGAIN),
  "0021": words(
    "잔액 부족 또는 출금 한도 초과",
    "고객에게 입금을 안내하고 같은 달 다른 날에 재처리를 의뢰해 주십시오.",
    `고객에게 입금을 안내하고 ${WITH_ARREARS}`,
  ),
  "0022": words("입금 한도 초과", AT_BANK),
  "0024": words("다른 계좌로 옮긴 자동이체", REGISTER_AGAIN),
  "0031": words("해지된 계좌", ASK_PAYER),
  "0032": words("실명 확인이 안 된 계좌", AT_BANK),
  "0033": words("거래가 없어 정리된 계좌", AT_BANK),
  "0034": words("거래가 제한된 계좌", ASK_PAYER),
  "0035": words("거래가 제한된 계좌", ASK_PAYER),
  "0036": words(
    "잔액증명 발급 계좌",
    "하루 뒤 재처리하거나 다른 계좌로 바꿔 주십시오.",
    `다른 계좌로 바꾸거나 ${WITH_ARREARS}`,
  ),
  "0037": words("영업점 관리 계좌", AT_BANK),
  "0038": words("거래가 중지된 계좌", AT_BANK),
  "0041": words("은행 시스템 오류", BANK_TROUBLE, BANK_TROUBLE_LATE),
  "0011": words("은행 또는 지점 번호 오류", CORRECT),
  "0051": words("그 밖의 자료 오류", OURS),
  "0061": words("이체 금액이 0원", "이체정보의 월 이체금액을 확인해 주십시오."),
  "0062": words("1회 이체 한도 초과", "이체금액을 줄이거나 한도를 높여 달라고 요청해 주십시오."),
  "0065": words("자동이체를 할 수 없는 법인 계좌", ASK_PAYER),
  "0066": words("투자자 예탁금 계좌가 아님", ASK_PAYER),
  "0068": words("통장 표시 내용 오류", OURS),
  "0075": words("이체 최소 금액 미만", "이체정보의 월 이체금액을 확인해 주십시오."),
  "0077": words("은행 사이 계좌 변경 자료 누락", REGISTER_AGAIN),
  "0078": words("동의자료 없음", EVIDENCE),
  "0079": words("계좌 변경 자료 오류", OURS),
  "0081": words("자료 순서 오류", OURS),
  "0087": words("한글 표기 오류", "고객명과 예금주명에 특수한 글자가 있는지 확인해 주십시오."),
  "0088": words("숫자·영문 표기 오류", CORRECT),
  "0089": words("자료 형식 오류", OURS),
  "0090": words("빠진 값이 있는 자료", OURS),
  "0091": words("주민등록번호 사용 불가", "생년월일 6자리로 고쳐 계좌신청을 다시 해 주십시오."),
  "0096": words("자동이체를 하지 않는 은행", ASK_PAYER),
  "0097": words("농협 지점 번호 오류", "농협은행인지 지역농축협인지 확인해 고쳐 주십시오."),
  "0098": words("계좌번호 표기 오류", CORRECT),
  "0101": words("동의자료 종류 오류", EVIDENCE),
  "0102": words("동의자료 파일 형식 오류", EVIDENCE),
  "0103": words("동의자료 파일 크기 오류", EVIDENCE),
  "0105": words("그 밖의 동의자료 오류", EVIDENCE),
  "A011": words("신청일 오류", OURS),
  "A012": words("신청 구분 오류", OURS),
  "A016": words("이미 처리된 계좌신청", "같은 계좌의 신청이 있는지 계좌신청에서 확인해 주십시오."),
  "A018": words("납부자번호 체계 오류", OURS),
  "A013": words("알 수 없는 납부자번호", "고객에게 납부자번호를 다시 안내해 주십시오."),
  "A017": words("그 밖의 이용기관 반송", OURS),
  "A019": words("출금 중이라 계좌를 바꿀 수 없음", "출금 결과가 나온 뒤에 다시 신청해 주십시오."),
  "9998": words("은행 사정", BANK_TROUBLE, BANK_TROUBLE_LATE),
  "9999": words("은행 시스템 점검", BANK_TROUBLE, BANK_TROUBLE_LATE),
};

const UNKNOWN = words("은행에서 처리하지 못함", "자세한 내용은 고객의 은행에 문의해 주십시오.");

/** What a code means; a bank's own code that nobody knows has general words. */
export function failureWords(code: string): FailureWords {
  return isFailure(code) ? FAILURE_WORDS[code] : UNKNOWN;
}

/** What the merchant does about a failed debit, by what is left for it; "" where nothing is. */
export function failureAdvice(code: string, chance: RetryChance): string {
  const { advice, lateAdvice } = failureWords(code);
  if (lateAdvice === undefined || chance === "possible") return advice;
  return chance === "nextMonth" ? lateAdvice : "";
}

function isFailure(code: string): code is Exclude<ResultCode, "0000"> {
  return code !== "0000" && Object.hasOwn(RESULT_CODES, code);
}

function words(reason: string, advice: string, lateAdvice?: string): FailureWords {
  return { reason, advice, ...(lateAdvice === undefined ? {} : { lateAdvice }) };
}
