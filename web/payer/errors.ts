import type { ErrorEntry } from "../errors/entry.ts";

/** What payers are told, and who sends them their link. */
export const payerErrors: readonly ErrorEntry[] = [
  {
    error: "PayerSessionEndedError",
    status: 401,
    code: "PAYER-401",
    title: "납부자 페이지를 다시 열어 주십시오.",
    next:
      "받으신 메시지의 링크를 누르고 인증번호를 입력해 주십시오. 30분이 지나면 다시 확인합니다.",
  },
  {
    error: "PayerCodeError",
    status: 422,
    code: "PAYER-422",
    title: "인증번호가 맞지 않거나 시간이 지났습니다.",
    next:
      "인증번호를 다시 받아 입력해 주십시오. 계속되면 납부하시는 업체에 새 링크를 요청해 주십시오.",
  },
  {
    error: "PayerSigningEndedError",
    status: 422,
    code: "PAYER-423",
    title: "동의서를 확인하신 지 오래되었거나 이미 서명하셨습니다.",
    next: "동의서를 다시 확인한 뒤 서명해 주십시오.",
  },
  {
    error: "PayerSignerError",
    status: 422,
    code: "PAYER-424",
    title: "공동인증서의 이름이 예금주와 다릅니다.",
    next: "예금주의 공동인증서를 선택하시거나 휴대폰 인증번호로 동의해 주십시오.",
    field: "certificate",
  },
  {
    error: "PayerPhoneMissingError",
    status: 409,
    code: "PAYER-409",
    title: "휴대폰 번호가 없어 링크를 보낼 수 없습니다.",
    next: "고객 정보에 휴대폰 번호를 넣은 뒤 다시 보내 주십시오.",
  },
];
