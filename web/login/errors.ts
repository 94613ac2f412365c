import type { SubmitterType } from "@maru/auth";
import type { ErrorEntry } from "../errors/entry.ts";
import { formatDate } from "../ui/date_text.ts";
import { SUBMITTER_WORDS } from "../submit/words.ts";
import { certificateFileErrors } from "../certificates/error_words.ts";

/** Every way in which a login, a transfer or a cloud certificate can fail. */
export const loginErrors: readonly ErrorEntry[] = [
  ...certificateFileErrors,
  {
    error: "NonceUnknownError",
    status: 409,
    code: "LOGIN-101",
    title: "로그인 준비가 끝나지 않았습니다.",
    next: "화면을 새로고침한 뒤 다시 로그인해 주십시오.",
  },
  {
    error: "NonceReplayedError",
    status: 409,
    code: "LOGIN-102",
    title: "이미 사용한 로그인 요청입니다.",
    next: "한 번 더 로그인해 주십시오. 직접 두 번 누르지 않으셨다면 고객센터에 알려 주십시오.",
  },
  {
    error: "NonceExpiredError",
    status: 409,
    code: "LOGIN-103",
    title: "로그인 시간이 3분을 넘었습니다.",
    next: "다시 로그인해 주십시오.",
  },
  {
    error: "OriginNotAllowedError",
    status: 403,
    code: "LOGIN-104",
    title: "이 주소에서는 로그인할 수 없습니다.",
    next: "기관에서 안내받은 주소를 직접 입력해 다시 접속해 주십시오.",
  },
  {
    error: "LoginInputError",
    status: 422,
    code: "LOGIN-105",
    title: "입력하신 내용을 확인해 주십시오.",
    next: "빠졌거나 잘못된 곳을 고쳐 다시 로그인해 주십시오.",
    nextFor: (error) => INPUT_WORDS[wordOf(error, "field")] ?? INPUT_OTHERWISE,
  },
  {
    error: "LoginBodyError",
    status: 422,
    code: "LOGIN-106",
    title: "보내신 내용을 읽을 수 없습니다.",
    next: "화면을 새로고침한 뒤 다시 시도해 주십시오.",
  },
  {
    error: "SignatureInvalidError",
    status: 422,
    code: "LOGIN-201",
    title: "전자서명을 확인할 수 없습니다.",
    next: "화면을 새로고침한 뒤 다시 로그인해 주십시오. 계속되면 인증서를 다시 가져와 주십시오.",
    field: "certificate",
  },
  {
    error: "ChainInvalidError",
    status: 422,
    code: "LOGIN-202",
    title: "믿을 수 있는 인증기관이 발급한 인증서가 아닙니다.",
    next: "은행이나 공동인증서 발급기관에서 받은 인증서를 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "CertificateExpiredError",
    status: 422,
    code: "LOGIN-203",
    title: "유효기간이 지난 인증서입니다.",
    next: "은행이나 인증기관에서 갱신하거나 다시 발급받은 인증서를 선택해 주십시오.",
    nextFor: (error) =>
      `${dayOf(error, "expiredAt")}에 만료되었습니다. 은행이나 인증기관에서 ` +
      "갱신하거나 다시 발급받은 인증서를 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "CertificateNotYetValidError",
    status: 422,
    code: "LOGIN-204",
    title: "아직 사용할 수 없는 인증서입니다.",
    next: "유효기간이 시작된 뒤 다시 로그인해 주십시오.",
    nextFor: (error) => `${dayOf(error, "validFrom")}부터 사용할 수 있습니다.`,
    field: "certificate",
  },
  {
    error: "CertificateRevokedError",
    status: 422,
    code: "LOGIN-205",
    title: "폐지되었거나 정지된 인증서입니다.",
    next: "은행이나 인증기관에서 다시 발급받은 인증서를 선택해 주십시오.",
    nextFor: (error) =>
      `${dayOf(error, "revokedAt")}에 폐지되었습니다. 은행이나 인증기관에서 ` +
      "다시 발급받은 인증서를 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "RevocationUnknownError",
    status: 503,
    code: "LOGIN-206",
    title: "인증서가 폐지되었는지 확인하지 못했습니다.",
    next: "인증기관이 응답하지 않습니다. 잠시 뒤 다시 로그인해 주십시오.",
    retryAfterSeconds: () => 60,
  },
  {
    error: "KeyUsageError",
    status: 422,
    code: "LOGIN-207",
    title: "서명에 쓸 수 없는 인증서입니다.",
    next: "kmCert가 아니라 signCert와 signPri.key를 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "WeakKeyError",
    status: 422,
    code: "LOGIN-208",
    title: "키가 짧아 안전하지 않은 인증서입니다.",
    next: "은행이나 인증기관에서 새로 발급받은 인증서를 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "CertificateTypeError",
    status: 422,
    code: "LOGIN-301",
    title: "선택하신 유형에 쓸 수 없는 인증서입니다.",
    next: "이용자 유형을 바꾸거나 다른 인증서를 선택해 주십시오.",
    nextFor: typeNext,
    field: "certificate",
  },
  {
    error: "CertificatePolicyUnknownError",
    status: 422,
    code: "LOGIN-302",
    title: "용도를 알 수 없는 인증서입니다.",
    next: "범용 인증서나 금융 인증서를 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "PolicyNotAllowedError",
    status: 422,
    code: "LOGIN-303",
    title: "로그인에 쓸 수 없는 용도의 인증서입니다.",
    next: "범용 인증서나 금융 인증서를 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "VidMismatchError",
    status: 422,
    code: "LOGIN-304",
    title: "입력하신 번호가 인증서의 주인과 다릅니다.",
    next:
      "사업자등록번호 또는 주민등록번호를 다시 확인하거나, 그 번호로 받은 인증서를 선택해 주십시오.",
    field: "number",
  },
  {
    error: "VidMissingError",
    status: 422,
    code: "LOGIN-305",
    title: "본인확인 정보가 없는 인증서입니다.",
    next: "은행이나 인증기관에서 받은 원래 인증서를 선택해 주십시오.",
    field: "certificate",
  },
  ...carryingErrors(),
];

/** 휴대전화로 옮기기 and 금융인증서. */
function carryingErrors(): ErrorEntry[] {
  return [
    {
      error: "TransferNotFoundError",
      status: 404,
      code: "TRANSFER-404",
      title: "이 코드로 받을 인증서가 없습니다.",
      next:
        "코드를 다시 확인해 주십시오. 5분이 지났거나 이미 받았으면 새 코드로 다시 보내야 합니다.",
      field: "transferCode",
    },
    {
      error: "TransferLookupTakenError",
      status: 409,
      code: "TRANSFER-409",
      title: "이미 쓰이고 있는 코드입니다.",
      next: "새 코드를 만들어 다시 보내 주십시오.",
      field: "transferCode",
    },
    {
      error: "TransferTooLargeError",
      status: 413,
      code: "TRANSFER-413",
      title: "인증서 파일이 너무 커서 옮길 수 없습니다.",
      next: "인증서 변환에서 signCert.der와 signPri.key로 바꾼 뒤 옮겨 주십시오.",
    },
    {
      error: "CloudCertificateUnavailableError",
      status: 503,
      code: "CLOUD-503",
      title: "금융인증서 서비스가 응답하지 않습니다.",
      next: "잠시 뒤 다시 시도하거나, 공동인증서로 로그인해 주십시오.",
      retryAfterSeconds: () => 60,
    },
    {
      error: "CloudRequestNotFoundError",
      status: 404,
      code: "CLOUD-404",
      title: "금융인증서 요청을 찾을 수 없습니다.",
      next: "금융인증서로 로그인을 다시 눌러 주십시오.",
    },
    {
      error: "DemoUnavailableError",
      status: 503,
      code: "DEMO-503",
      title: "시연용 인증서를 가져오지 못했습니다.",
      next: "샌드박스가 실행 중인지 확인한 뒤 다시 시도해 주십시오.",
    },
  ];
}

const INPUT_OTHERWISE = "화면을 새로고침한 뒤 다시 로그인해 주십시오.";
const INPUT_WORDS: Readonly<Record<string, string>> = {
  businessNumber: "사업자등록번호를 다시 확인해 주십시오. 숫자 10자리입니다.",
  residentNumber: "주민등록번호를 다시 확인해 주십시오. 숫자 13자리입니다.",
  submitterName: "제출자 성명을 다시 확인해 주십시오. 50자까지 입력할 수 있습니다.",
  phone: "휴대폰 번호를 다시 확인해 주십시오.",
};

function typeNext(error: Error): string {
  const types = "fittingTypes" in error && Array.isArray(error.fittingTypes)
    ? error.fittingTypes as SubmitterType[]
    : [];
  const words = types.map((type) => SUBMITTER_WORDS[type]).filter((word) => word !== undefined);
  return words.length === 0
    ? "이용자 유형을 바꾸거나 다른 인증서를 선택해 주십시오."
    : `이 인증서는 ${
      words.join(", ")
    }에 쓸 수 있습니다. 유형을 바꾸거나 다른 인증서를 선택해 주십시오.`;
}

function wordOf(error: Error, name: string): string {
  return String((error as unknown as Record<string, unknown>)[name] ?? "");
}

function dayOf(error: Error, name: string): string {
  const value = (error as unknown as Record<string, unknown>)[name];
  return value instanceof Date ? formatDate(value, "date") : "이미";
}
