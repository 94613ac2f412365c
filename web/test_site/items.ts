import type { ItemView, PeriodChoice } from "@maru/submission";
import { NOW } from "./people.ts";

/** Years that the made-up documents may be asked for. */
export const YEARS: PeriodChoice = {
  kind: "year",
  changeable: true,
  chosen: { from: "2025", to: "2025", label: "2025년" },
  options: ["2021", "2022", "2023", "2024", "2025"].map((value) => ({
    value,
    label: `${value}년`,
  })),
  earliest: "2021",
  latest: "2025",
};

/** A payment proof is asked for by days. */
export const DAYS: PeriodChoice = {
  kind: "range",
  changeable: true,
  chosen: { from: "20251121", to: "20261120", label: "2025.11.21 ~ 2026.11.20" },
  options: [],
  earliest: "20211121",
  latest: "20261120",
};

let count = 0;

export function item(given: Partial<ItemView> & Pick<ItemView, "name" | "state">): ItemView {
  count += 1;
  return {
    id: `01920000-0000-7000-8000-${String(count).padStart(12, "0")}`,
    documentCode: `document-${count}`,
    agencyCode: "hometax",
    agencyName: "국세청 홈택스",
    period: undefined,
    canReissue: false,
    canUpload: false,
    failureCount: 0,
    authConfirmed: false,
    ...given,
  };
}

export function issued(fileName: string): NonNullable<ItemView["document"]> {
  return {
    id: "01920000-0000-7000-8000-0000000000d1",
    fileName,
    hasPdf: true,
    sizeBytes: 48_211,
    pageCount: 2,
    sha256: "5f2c9d0b7a1e".padEnd(64, "0"),
    destroyed: false,
  };
}

export const HALVES = { from: "202401", to: "202601", label: "2024년 1기 ~ 2026년 1기" };

/** Documents in every state that a running submission can show. */
export const RUNNING_ITEMS: readonly ItemView[] = [
  item({ name: "사업자등록증명", state: "delivered", document: issued("사업자등록증명.pdf") }),
  item({
    name: "부가가치세 과세표준증명",
    state: "running",
    period: HALVES,
    startedAt: new Date(NOW.getTime() - 12_000),
  }),
  item({
    name: "전자세금계산서 합계표",
    state: "notProvided",
    period: { from: "202608", to: "202610", label: "2026년 8월 ~ 2026년 10월" },
    document: { ...issued("합계표.pdf"), hasPdf: false },
  }),
  item({
    name: "납부내역증명(납세사실증명)",
    state: "failed",
    period: DAYS.chosen,
    periodChoice: DAYS,
    canReissue: true,
    canUpload: true,
    failureCount: 1,
    failure: {
      class: "transient",
      code: "CF-00016",
      text: "발급기관과의 통신이 원활하지 않습니다.",
      nextStep: "잠시 후 재발급해 주십시오.",
    },
  }),
  item({ name: "표준재무제표증명", state: "queued", period: YEARS.chosen }),
  item({
    name: "지방세 납세증명서",
    state: "issued",
    agencyCode: "wetax",
    agencyName: "위택스",
  }),
  item({
    name: "지방세 세목별 과세증명서",
    state: "failed",
    agencyCode: "wetax",
    agencyName: "위택스",
    period: YEARS.chosen,
    periodChoice: YEARS,
    canReissue: true,
    canUpload: true,
    failureCount: 2,
    failure: {
      class: "nothingFiled",
      code: "CF-13001",
      text: "선택하신 기간에 신고하거나 발급된 내역이 없습니다.",
      nextStep:
        "실제로 신고한 서류인지, 과세기간이 맞는지 확인하신 뒤 기간을 고쳐 재발급해 주십시오.",
    },
  }),
  item({
    name: "주민등록표 등본",
    state: "failed",
    agencyCode: "gov24",
    agencyName: "정부24",
    canReissue: true,
    failureCount: 1,
    failure: {
      class: "wrongInput",
      code: "CF-12411",
      text: "입력하신 정보를 발급기관에서 찾을 수 없습니다.",
      nextStep: "주소의 시·도와 시·군·구 이름처럼 입력하신 내용을 고쳐 재발급해 주십시오.",
    },
    inputFields: [
      { name: "city", label: "시·도", kind: "text", required: true, hint: "예: 서울특별시" },
      { name: "district", label: "시·군·구", kind: "text", required: true },
    ],
  }),
  item({
    name: "건강보험 자격득실확인서",
    state: "authWait",
    agencyCode: "nhis",
    agencyName: "국민건강보험공단",
    authExpiresAt: new Date(NOW.getTime() + 252_000),
    failure: {
      class: "extraAuthentication",
      code: "CF-03002",
      text: "발급기관에서 추가인증을 요청했습니다.",
      nextStep: "휴대폰에서 인증을 마치신 뒤 [인증 완료]를 눌러 주십시오.",
    },
  }),
  item({
    name: "건강·장기요양보험료 납부확인서",
    state: "authWait",
    agencyCode: "nhis",
    agencyName: "국민건강보험공단",
    authExpiresAt: new Date(NOW.getTime() + 252_000),
    authConfirmed: true,
  }),
  item({
    name: "고용·산재보험 완납증명원",
    state: "waitingAgency",
    agencyCode: "kcomwel",
    agencyName: "근로복지공단",
    canUpload: true,
    nextAt: new Date("2026-11-20T23:00:00Z"),
    failure: {
      class: "agencyClosed",
      code: "CF-00401",
      text: "발급기관의 서비스 이용시간이 아닙니다.",
      nextStep: "이용시간이 되면 자동으로 다시 발급합니다. 창을 닫으셔도 됩니다.",
    },
  }),
  item({
    name: "중소기업(소상공인) 확인서",
    state: "failed",
    agencyCode: "sminfo",
    agencyName: "중소기업현황정보시스템",
    failureCount: 1,
    canReissue: true,
    failure: {
      class: "notRegistered",
      code: "CF-12701",
      text: "발급기관에 회원가입 또는 공동인증서 등록이 되어 있지 않습니다.",
      nextStep: "발급기관 누리집에서 회원가입과 인증서 등록을 마치신 뒤 재발급해 주십시오.",
      link: { label: "중소기업현황정보시스템 바로가기", url: "https://sminfo.mss.go.kr" },
    },
  }),
];
