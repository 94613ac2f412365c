/** Banks that take part, by their three-digit codes (금융기관코드). */
const BANKS: Readonly<Record<string, string>> = {
  "002": "산업은행",
  "003": "기업은행",
  "004": "국민은행",
  "007": "수협은행",
  "011": "농협은행",
  "012": "지역농축협",
  "020": "우리은행",
  "023": "SC제일은행",
  "027": "한국씨티은행",
  "031": "iM뱅크",
  "032": "부산은행",
  "034": "광주은행",
  "035": "제주은행",
  "037": "전북은행",
  "039": "경남은행",
  "045": "새마을금고",
  "048": "신협",
  "050": "저축은행",
  "054": "HSBC은행",
  "055": "도이치은행",
  "057": "JP모간체이스은행",
  "060": "BOA은행",
  "064": "산림조합",
  "071": "우체국",
  "081": "하나은행",
  "088": "신한은행",
  "089": "케이뱅크",
  "090": "카카오뱅크",
  "092": "토스뱅크",
  "209": "유안타증권",
  "218": "KB증권",
  "238": "미래에셋증권",
  "240": "삼성증권",
  "243": "한국투자증권",
  "247": "NH투자증권",
  "264": "키움증권",
  "271": "토스증권",
  "278": "신한투자증권",
};

/** Banks that debit only what was registered with them, unless the panel says otherwise. */
export const DEMANDING_BANKS: readonly string[] = ["004", "045"];

export function isMemberBank(bank: string): boolean {
  return Object.hasOwn(BANKS, bank);
}

export function bankName(bank: string): string | undefined {
  return BANKS[bank];
}

/** Every code, banks before securities houses. */
export function memberBanks(): readonly string[] {
  return Object.keys(BANKS).sort();
}
