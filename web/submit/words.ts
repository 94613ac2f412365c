import type { SubmitterType } from "@maru/auth";

/** 이용자 유형, in the words of the service guide. */
export const SUBMITTER_WORDS: Readonly<Record<SubmitterType, string>> = {
  corporation: "법인사업자",
  proprietorByRepresentative: "개인사업자 (대표자 인증서)",
  proprietorByBusiness: "개인사업자 (사업자 인증서)",
  individual: "개인",
  taxAgent: "세무대리인",
};

/** 123-45-67890. */
export function businessNumberWords(digits: string): string {
  return digits.replace(/^(\d{3})(\d{2})(\d{5})$/, "$1-$2-$3");
}

/** 약 40초, 약 2분. */
export function durationWords(seconds: number): string {
  if (seconds < 60) return `약 ${Math.max(5, Math.ceil(seconds / 5) * 5)}초`;
  if (seconds < 3_600) return `약 ${Math.ceil(seconds / 60)}분`;
  return `약 ${Math.ceil(seconds / 3_600)}시간`;
}

/** 4:30, for countdowns. */
export function countdownWords(seconds: number): string {
  const left = Math.max(0, Math.floor(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}

/**
 * A number read digit by digit, with the particle of direction: 6789로, 6780으로. Zero, three and six
 * (영, 삼, 육) end in a consonant other than ㄹ.
 */
export function towards(phone: string): string {
  return `${phone}${/[036]$/.test(phone) ? "으로" : "로"}`;
}

/** What is agreed to: 개인정보 수집 및 이용 동의 → 개인정보 수집 및 이용에 동의. */
export function agreementWords(title: string): string {
  return `${title.replace(/ 동의$/, "")}에 동의`;
}
