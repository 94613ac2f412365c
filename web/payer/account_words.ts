/** What is wrong with a typed account, by field. */
export const FIELD_MESSAGES: Readonly<Record<string, string>> = {
  bankCode: "자동이체를 할 수 있는 은행을 선택해 주십시오.",
  account: "은행의 계좌번호 자릿수에 맞게 입력해 주십시오.",
  holder: "통장에 적힌 예금주 이름을 입력해 주십시오.",
  holderIdentity: "생년월일 6자리 또는 사업자등록번호 10자리를 입력해 주십시오.",
};
