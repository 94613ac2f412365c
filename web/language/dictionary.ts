/** The shell's words. Work pages are Korean; the shell, the home page and the login headings are both. */
export const dictionary = {
  "site.name": { ko: "마루", en: "Maru" },
  "site.skip": { ko: "본문 바로가기", en: "Skip to content" },
  "site.menu": { ko: "메뉴", en: "Menu" },
  "nav.main": { ko: "주 메뉴", en: "Main menu" },
  "nav.aside": { ko: "도움 메뉴", en: "Help menu" },
  "nav.submit": { ko: "서류제출", en: "Documents" },
  "nav.history": { ko: "제출 내역", en: "My submissions" },
  "nav.certificates": { ko: "인증서 관리", en: "Certificates" },
  "nav.debit": { ko: "자동이체", en: "Direct debit" },
  "nav.payer": { ko: "내 자동이체", en: "My direct debits" },
  "nav.vouchers": { ko: "전자바우처", en: "E-vouchers" },
  "nav.contracts": { ko: "전자계약", en: "E-contracts" },
  "nav.guarantees": { ko: "보증", en: "Guarantees" },
  "nav.support": { ko: "고객지원", en: "Support" },
  "nav.login": { ko: "로그인", en: "Log in" },
  "nav.logout": { ko: "로그아웃", en: "Log out" },
  "nav.otherLanguage": { ko: "English", en: "한국어" },
  "contrast.high": { ko: "고대비로 보기", en: "High contrast" },
  "contrast.normal": { ko: "기본 화면으로 보기", en: "Normal contrast" },
  "footer.contact": { ko: "고객센터", en: "Help desk" },
  "footer.terms": { ko: "이용약관", en: "Terms of service" },
  "footer.privacy": { ko: "개인정보 수집·이용", en: "Personal data" },
  "footer.accessibility": { ko: "접근성 안내", en: "Accessibility" },
  "footer.errors": { ko: "오류 코드 안내", en: "Error codes" },
  "footer.console": { ko: "기관 콘솔", en: "Institution console" },
  "footer.koreanOnly": {
    ko: "",
    en:
      "Document pages and terms are in Korean; Korean agencies issue and accept them in Korean only.",
  },
  "home.title": {
    ko: "설치 없이, 인증서 하나로\n서류와 납부를 끝냅니다",
    en: "No installs. One certificate\nfor your paperwork",
  },
  "home.lead": {
    ko:
      "기관이 요청한 서류를 버튼 한 번으로 발급하고 바로 제출합니다. 설치할 프로그램도, 회원가입도 없습니다.",
    en:
      "Issue the documents an institution asked for and deliver them, with one button. Nothing to install, no sign-up.",
  },
  "home.start": { ko: "서류 제출하기", en: "Submit documents" },
  "home.history": { ko: "제출 내역 보기", en: "See my submissions" },
  "home.steps": { ko: "진행 순서", en: "How it goes" },
  "home.step.login": { ko: "인증서로 로그인", en: "Log in with a certificate" },
  "home.step.login.note": { ko: "회원가입 없음", en: "No sign-up" },
  "home.step.check": { ko: "제출할 서류 확인", en: "Check the document list" },
  "home.step.check.note": { ko: "자동 작성", en: "Filled in for you" },
  "home.step.issue": { ko: "발급 및 제출", en: "Issue and submit" },
  "home.step.issue.note": { ko: "버튼 한 번", en: "One button" },
  "home.step.result": { ko: "알림톡으로 결과 받기", en: "Get the result by message" },
  "home.step.result.note": { ko: "창을 닫아도 됩니다", en: "You may close the page" },
  "home.services": { ko: "무엇을 하시겠습니까?", en: "What would you like to do?" },
  "home.soon": { ko: "준비 중", en: "Coming later" },
  "home.open": { ko: "열기", en: "Open" },
  "home.begin": { ko: "시작하기", en: "Start" },
  "home.service.submit": { ko: "원클릭 서류제출", en: "One-click documents" },
  "home.service.submit.text": {
    ko: "홈택스·위택스·4대보험 서류를 한 번에 발급해 기관에 보냅니다.",
    en: "Tax and social insurance documents, issued and delivered in one go.",
  },
  "home.service.debit.text": {
    ko: "회비·수강료·관리비를 정해진 날에 계좌에서 수납합니다.",
    en: "Collect fees from bank accounts on the agreed day.",
  },
  "home.service.vouchers.text": {
    ko: "단말기와 휴대전화로 서비스를 기록하고 결제합니다.",
    en: "Record and pay for care services by terminal and phone.",
  },
  "home.service.contracts.text": {
    ko: "인증서로 서명하고, 진본임을 누구나 확인합니다.",
    en: "Sign with a certificate; anybody can check the original.",
  },
  "home.service.guarantees.text": {
    ko: "보증서 신청부터 해제 안내까지.",
    en: "From application to release notices.",
  },
  "home.service.certificates.text": {
    ko: "가져오기, 변환, 휴대전화로 옮기기.",
    en: "Import, convert and move to a phone.",
  },
  "home.notices": { ko: "공지사항", en: "Notices" },
  "home.notices.empty": { ko: "등록된 공지사항이 없습니다.", en: "There are no notices." },
  "home.agencies": { ko: "지금 발급 상황", en: "Issuing right now" },
  "home.agencies.empty": {
    ko: "아직 발급 기록이 없습니다. 첫 서류가 발급되면 기관별 상황이 표시됩니다.",
    en: "Nothing has been issued yet. Each agency appears here after its first document.",
  },
  "agency.smooth": { ko: "원활", en: "Normal" },
  "agency.delayed": { ko: "지연", en: "Slow" },
  "agency.closed": { ko: "운영 시간 아님", en: "Closed now" },
  "agency.down": { ko: "발급 중단", en: "Not answering" },
  "agency.average": { ko: "평균", en: "average" },
  "login.title": { ko: "누구로 제출하십니까?", en: "Who is submitting?" },
  "login.step.identity": { ko: "본인 확인", en: "Identity" },
  "login.step.documents": { ko: "서류 확인", en: "Documents" },
  "login.step.submit": { ko: "발급 및 제출", en: "Issue and submit" },
} as const;

export type DictionaryKey = keyof typeof dictionary;
export type Language = "ko" | "en";

/** The word in that language. */
export function translate(language: Language, key: DictionaryKey): string {
  return dictionary[key][language];
}
