/** What was done, and whose data its subject names where the record holds an id alone. */
interface ActionWords {
  readonly action: string;
  readonly subject?: string;
}

/** Every action of the access log, as operators read it. */
export const ACCESS_ACTIONS: Readonly<Record<string, ActionWords>> = {
  "staff.login": { action: "로그인" },
  "staff.lock": { action: "로그인 잠김" },
  "staff.unlock": { action: "로그인 잠금 해제" },
  "staff.changePassword": { action: "비밀번호 변경" },
  "staff.resetPassword": { action: "비밀번호 초기화" },
  "staff.resetSecondFactor": { action: "2단계 인증 초기화" },
  "staff.disable": { action: "계정 사용 중지" },
  "staff.endSession": { action: "로그인 끝내기" },
  "staff.endOtherSessions": { action: "다른 로그인 모두 끝내기" },
  "secondFactor.enrol": { action: "2단계 인증 등록" },
  "secondFactor.rename": { action: "2단계 인증 이름 변경" },
  "secondFactor.remove": { action: "2단계 인증 삭제" },
  "secondFactor.confirm": { action: "2단계 인증 확인" },
  "secondFactor.refuse": { action: "2단계 인증 실패" },
  "secondFactor.renewCodes": { action: "복구 코드 새로 발급" },
  "member.create": { action: "사용자 등록" },
  "member.saveRole": { action: "역할 저장" },
  "member.changeRole": { action: "사용자 역할 변경" },
  "document.view": { action: "서류 열람", subject: "서류" },
  "document.download": { action: "서류 내려받기", subject: "서류" },
  "document.pull": { action: "서류 조회(API)", subject: "서류" },
  "document.destroy": { action: "서류 파기", subject: "서류" },
  "documentType.save": { action: "서류 종류 설정 변경" },
  "delivery.sendAgain": { action: "서류 다시 전송", subject: "서류" },
  "item.retry": { action: "발급 다시 실행", subject: "발급 건" },
  "agency.hours": { action: "발급기관 이용 시간 변경" },
  "agency.reset": { action: "발급기관 차단기 닫기" },
  "retention.set": { action: "보관 기간 변경", subject: "기관" },
  "apiKey.create": { action: "API 키 발급", subject: "API 키" },
  "apiKey.revoke": { action: "API 키 폐기", subject: "API 키" },
  "webhook.set": { action: "웹훅 저장", subject: "기관" },
  "webhook.rotate": { action: "웹훅 서명 비밀 교체", subject: "기관" },
  "debit.account.reveal": { action: "계좌번호 전체 보기" },
  "debit.account.check": { action: "계좌 예금주 확인" },
  "debit.evidence.open": { action: "동의자료 열람" },
  "debit.payer.open": { action: "납부자 화면 열람", subject: "고객" },
  "debit.payer.changeAccount": { action: "납부자의 출금 계좌 변경", subject: "이체정보" },
  "debit.payerLink.send": { action: "납부자 안내 링크 발송", subject: "고객" },
  "debit.file.download": { action: "이체 파일 내려받기" },
  "debit.payout.list": { action: "정산 지급 목록 열람" },
  "debit.payout.listAgain": { action: "정산 지급 목록 다시 내려받기" },
  "debit.payout.unlist": { action: "정산을 지급 목록에서 빼기" },
  "debit.settlement.payAlone": { action: "정산을 혼자 승인하고 지급" },
  "debit.item.save": { action: "집금항목 저장" },
  "debit.schedule.save": { action: "마감 시각 변경" },
  "debit.apiKey.create": { action: "자동이체 API 키 발급", subject: "API 키" },
  "debit.apiKey.revoke": { action: "자동이체 API 키 폐기", subject: "API 키" },
  "debit.webhook.save": { action: "자동이체 웹훅 저장", subject: "웹훅 주소" },
  "debit.webhook.remove": { action: "자동이체 웹훅 삭제", subject: "웹훅 주소" },
  "debit.webhook.rotate": { action: "자동이체 웹훅 서명 비밀 교체", subject: "웹훅 주소" },
  "debit.webhook.replay": { action: "자동이체 웹훅 다시 전송", subject: "웹훅 주소" },
};

/** Who or what an id before its colon is of. */
export const ACCESS_KINDS: Readonly<Record<string, string>> = {
  system: "시스템",
  staff: "없는 아이디",
  operator: "운영자",
  submitter: "제출인",
  payer: "납부자",
  bank: "은행",
  api: "자동이체 API",
  apiKey: "조회 API",
  session: "로그인",
  role: "역할",
  instruction: "이체정보",
  account: "계좌",
  evidence: "동의자료",
  file: "이체 파일",
  item: "집금항목",
  schedule: "마감 시각",
  settlement: "정산",
  payouts: "지급일",
  payoutFile: "지급 파일",
  document: "서류",
  documentType: "서류 종류",
  agency: "발급기관",
};

/** What was done, in words; the code itself where it has none. */
export function actionWords(action: string): string {
  return ACCESS_ACTIONS[action]?.action ?? action;
}
