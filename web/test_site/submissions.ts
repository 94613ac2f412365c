import type { ItemView, SubmissionView } from "@maru/submission";
import { HALVES, issued, item, RUNNING_ITEMS, YEARS } from "./items.ts";
import { INSTITUTION_ID, NOW } from "./people.ts";

export const RUNNING_ID = "01920000-0000-7000-8000-00000000e001";
export const DONE_ID = "01920000-0000-7000-8000-00000000e002";
export const FAILED_ID = "01920000-0000-7000-8000-00000000e003";
export const CONFIRM_ID = "01920000-0000-7000-8000-00000000e004";

const DONE_ITEMS: readonly ItemView[] = [
  item({ name: "사업자등록증명", state: "delivered", document: issued("사업자등록증명.pdf") }),
  item({
    name: "부가가치세 과세표준증명",
    state: "delivered",
    period: HALVES,
    document: issued("부가가치세_과세표준증명.pdf"),
  }),
  item({
    name: "전자세금계산서 합계표",
    state: "notProvided",
    period: { from: "202608", to: "202610", label: "2026년 8월 ~ 2026년 10월" },
    document: { ...issued("합계표.pdf"), hasPdf: false },
  }),
  item({
    name: "지방세 납세증명서",
    state: "delivered",
    agencyName: "위택스",
    document: { ...issued("지방세_납세증명서.pdf"), destroyed: true },
  }),
];

const FAILED_ITEMS: readonly ItemView[] = [
  item({
    name: "사업자등록증명",
    state: "failed",
    canReissue: true,
    failureCount: 1,
    failure: {
      class: "duplicateLogin",
      code: "LOGIN-999",
      text: "[LOGIN-999] 통합인증(중복 로그인) 오류입니다.",
      nextStep:
        "같은 인증서로 다른 곳에서 로그인하여 연결이 끊겼습니다. 다른 곳에서 로그아웃하신 뒤 다시 로그인하여 재발급해 주십시오.",
    },
  }),
  item({
    name: "표준재무제표증명",
    state: "failed",
    canUpload: true,
    failureCount: 1,
    period: YEARS.chosen,
    failure: {
      class: "notEntitled",
      code: "CF-12804",
      text: "이 인증서로는 발급할 수 없는 서류입니다.",
      nextStep: "발급 권한이 있는 인증서로 다시 로그인하거나 서류를 직접 올려 주십시오.",
    },
  }),
];

const CONFIRM_ITEMS: readonly ItemView[] = [
  item({ name: "사업자등록증명", state: "delivered", document: issued("사업자등록증명.pdf") }),
  item({
    name: "납세증명서(국세)",
    state: "authWait",
    canReissue: true,
    canUpload: true,
    failure: {
      class: "confirmAgain",
      code: "",
      text: "인증서 정보의 보관 시간(30분)이 지나 다시 확인이 필요합니다.",
      nextStep: "[이어서 발급]을 눌러 인증서를 한 번 더 확인해 주십시오.",
    },
  }),
];

export const SUBMISSIONS: readonly SubmissionView[] = [
  submission({ id: RUNNING_ID, reference: "M2611-2043-8812", items: RUNNING_ITEMS }),
  submission({ id: CONFIRM_ID, reference: "M2611-2043-7761", items: CONFIRM_ITEMS }),
  submission({
    id: DONE_ID,
    reference: "M2611-1902-5510",
    items: DONE_ITEMS,
    productName: "개인보증 한도 심사",
    finishedAt: new Date("2026-11-19T02:09:00Z"),
  }),
  submission({
    id: FAILED_ID,
    reference: "M2610-3108-0047",
    items: FAILED_ITEMS,
    clientName: "주식회사 가온누리테크놀로지코리아",
    productName: "2026년 하반기 소상공인 긴급 운전자금 신규·연장 통합 보증 신청",
    finishedAt: new Date("2026-10-31T00:40:00Z"),
  }),
];

function submission(
  given: Partial<SubmissionView> & Pick<SubmissionView, "id" | "reference" | "items">,
): SubmissionView {
  const count = (state: ItemView["state"]) =>
    given.items.filter((each) => each.state === state).length;
  const delivered = count("delivered");
  const notProvided = count("notProvided");
  const failed = count("failed");
  const total = given.items.length;
  const running = total - delivered - notProvided - failed;
  return {
    institutionId: INSTITUTION_ID,
    institutionName: "한빛신용보증",
    productName: "운전자금 보증 신청",
    productSlug: "working-capital",
    subjectName: "주식회사 마루상사",
    submitterName: "김하늘",
    phoneMasked: "010-****-6789",
    state: running === 0 ? "finished" : "running",
    version: "7",
    createdAt: given.finishedAt === undefined ? NOW : new Date(given.finishedAt.getTime() - 94_000),
    counts: { total, delivered, notProvided, failed, running },
    remainingSeconds: running * 9,
    helpPhone: "02-3771-1100",
    needsBundle: given.items.some((each) => each.failure?.class === "confirmAgain"),
    ...given,
  };
}
