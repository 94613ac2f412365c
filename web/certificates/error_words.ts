import type { ErrorEntry } from "../errors/entry.ts";

/**
 * What a person is told when the browser itself cannot use a certificate. The server knows the same
 * words, for the list of error codes and for the rare case that it meets the condition first.
 */
export const certificateFileErrors: readonly ErrorEntry[] = [
  {
    error: "WrongPasswordError",
    status: 422,
    code: "CERT-101",
    title: "비밀번호가 맞지 않습니다.",
    next: "대소문자를 확인하고 다시 입력해 주십시오. 인증서는 그대로 있습니다.",
    field: "password",
  },
  {
    error: "DamagedFileError",
    status: 422,
    code: "CERT-102",
    title: "인증서 파일이 손상되었습니다.",
    next: "인증서를 복사해 온 곳에서 다시 복사하거나, 은행이나 인증기관에서 다시 내보내 주십시오.",
    field: "certificate",
  },
  {
    error: "UnsupportedFormatError",
    status: 422,
    code: "CERT-103",
    title: "지원하지 않는 형식의 인증서입니다.",
    next: "은행이나 인증기관에서 signCert.der와 signPri.key, 또는 pfx로 다시 내보내 주십시오.",
    field: "certificate",
  },
  {
    error: "LimitExceededError",
    status: 422,
    code: "CERT-104",
    title: "인증서 파일이 아니거나 너무 큽니다.",
    next: "signCert.der와 signPri.key, 또는 pfx 파일인지 확인하고 다시 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "PairMismatchError",
    status: 422,
    code: "CERT-105",
    title: "인증서와 개인키가 서로 다른 인증서의 것입니다.",
    next: "같은 폴더에 있는 signCert.der와 signPri.key를 함께 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "RandomNumberMissingError",
    status: 422,
    code: "CERT-106",
    title: "본인확인 정보(R값)가 빠진 인증서 파일입니다.",
    next:
      "다른 프로그램으로 변환하면서 빠졌을 수 있습니다. 은행이나 인증기관에서 받은 원래 파일을 선택해 주십시오.",
    field: "certificate",
  },
  {
    error: "PackedFilesError",
    status: 422,
    code: "CERT-107",
    title: "저장된 인증서를 읽을 수 없습니다.",
    next: "인증서 관리에서 삭제한 뒤 원래 파일에서 다시 가져와 주십시오.",
    field: "certificate",
  },
  {
    error: "StoreUnavailableError",
    status: 422,
    code: "CERT-108",
    title: "이 브라우저에 인증서를 저장할 수 없습니다.",
    next:
      "시크릿 창이거나 저장 공간이 모자랄 수 있습니다. '이 브라우저에 저장'을 끄고 다시 시도해 주십시오.",
    field: "isKept",
  },
  {
    error: "WorkerError",
    status: 422,
    code: "CERT-109",
    title: "인증서를 여는 프로그램을 시작하지 못했습니다.",
    next:
      "화면을 새로고침한 뒤 다시 시도해 주십시오. 브라우저가 오래되었으면 새 판으로 바꿔 주십시오.",
  },
];
