import type { FaultKind } from "../context.ts";

/** What each switch does, in the words of the panel. */
export const faultLabels: Readonly<Record<FaultKind, string>> = {
  "slow": "느린 응답",
  "down": "기관 다운 (503)",
  "reset": "연결 끊김",
  "wrong-password": "인증서 비밀번호 오류",
  "not-filed": "신고 내역 없음",
  "wrong-period": "조회 기간 오류",
  "not-entitled": "조회 권한 없음",
  "duplicate-login": "중복 로그인",
  "extra-authentication": "추가인증 요구",
  "truncated-pdf": "잘린 PDF",
  "not-a-pdf": "PDF가 아닌 파일",
  "oversize-pdf": "너무 큰 PDF (30MB)",
  "wrong-person-pdf": "다른 사람의 PDF",
  "ip-block": "IP 차단",
  "closed": "기관 업무 종료",
  "error-after-work": "발급 후 오류 (500)",
  "timeout-after-work": "발급 후 시간 초과",
  "garbage-encoding": "깨진 인코딩",
  "arrears": "체납으로 발급 거절",
  "not-contracted": "계약되지 않은 상품",
  "not-registered": "기관 회원 아님",
};

export const memberKindLabels = {
  corporation: "법인사업자",
  proprietor: "개인사업자",
  person: "개인",
  "tax-agent": "세무대리인",
} as const;

export const journalLabels: Readonly<Record<string, string>> = {
  "login.start": "로그인",
  "login.end": "로그아웃",
  "login.elsewhere": "다른 곳에서 로그인",
  "issued": "발급",
  "approval": "간편인증",
  "certificate-issued": "인증서 발급",
  "message-accepted": "메시지 접수",
  "message-delivered": "메시지 도착",
  "message-report": "메시지 결과 통보",
  "message-fault": "메시지 장애",
  "receiver": "기관 수신",
  "clock": "시계 변경",
};
