/**
 * The provider's message status codes that this sandbox answers, with its own words.
 *
 * Source: SOLAPI documents, "메시지 상태 코드". 1xxx: refused at registration, 2000: registered,
 * 3000: handed to the carrier, 31xx: Kakao refused, 4000: received.
 */
export const statusMessages = {
  "1010": "필수 입력 값이 입력되지 않았습니다.",
  "1011": "Format Error",
  "1013": "제목은 문자 타입이 'SMS'일 경우 사용이 불가능합니다.",
  "1014": "제목은 40byte까지 사용 가능합니다.",
  "1025": "잘못된 메시지 타입입니다.",
  "1026": "중복 수신번호",
  "1029": "문자메시지의 경우 EUC-KR(완성형 한글) 범위 안에 있는 문자만 사용 합니다.",
  "1030": "잔액이 부족합니다.",
  "1031": "SMS는 90byte, LMS와 MMS는 2000byte, ATA와 CTA는 1000자까지 사용 가능합니다.",
  "1032": "유효한 커스텀 필드 값이 아닙니다.",
  "1033": "kakaoOptions은 메시지가 ATA나 CTA인 경우에만 사용 가능합니다.",
  "1041": "유효한 카카오 채널(pfId) 값이 아닙니다.",
  "1042": "유효한 템플릿 아이디가 아닙니다.",
  "1043": "등록한 템플릿과 내용이 다릅니다.",
  "1062": "발신번호 미등록",
  "2000": "정상 접수(이통사로 접수 예정)",
  "3000": "이통사로 접수(리포트를 기다리는 중)",
  "3040": "전송시간 초과",
  "3043": "단말기 Power off",
  "3059": "변작된 발신번호",
  "3104": "카카오톡 미사용자",
  "3107": "72시간 이내 카카오톡 미사용자, 알림톡 차단한 사용자",
  "4000": "수신 완료",
} as const;

export type StatusCode = keyof typeof statusMessages;
