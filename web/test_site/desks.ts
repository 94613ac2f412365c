import type {
  DeliveryView,
  InstitutionDesk,
  InstitutionSummary,
  OperatorDesk,
  SubmissionView,
  SubmitterDesk,
} from "@maru/submission";
import { RUNNING_ITEMS } from "./items.ts";
import { partOf } from "./part_of.ts";
import { INSTITUTION_ID, NOW } from "./people.ts";
import { CATALOGUE, PRODUCT, PRODUCT_SETTINGS } from "./products.ts";
import { DONE_ID, SUBMISSIONS } from "./submissions.ts";

/** How many rows a list answers with: `few` are all made-up ones. */
export type Amount = "none" | "few" | "many";

export const DELIVERIES: readonly DeliveryView[] = [
  delivery({ state: "failed", failure: "응답 시간 초과" }),
  delivery({ state: "pending", status: 503 }),
  delivery({ state: "delivered", status: 200 }),
  { ...delivery({ state: "delivered" }), channel: "pull", attempts: [] },
];

export const SUMMARY: InstitutionSummary = {
  receivedToday: 7,
  running: 2,
  deliveredDocuments: 412,
  failedDocuments: 9,
  daily: [3, 8, 0, 0, 12, 9, 14, 11, 6, 1, 0, 13, 16, 7].map((count, index) => ({
    date: `2026-11-${String(index + 7).padStart(2, "0")}`,
    count,
  })),
  failures: [
    {
      text: "선택하신 기간에 신고하거나 발급된 내역이 없습니다.",
      nextStep: "제출하는 분이 기간을 고쳐 재발급합니다.",
      count: 6,
    },
    {
      text: "발급기관에 회원가입 또는 공동인증서 등록이 되어 있지 않습니다.",
      nextStep: "제출하는 분이 발급기관에 등록한 뒤 재발급합니다.",
      count: 3,
    },
  ],
};

export function submitterDesk(amount: Amount): SubmitterDesk {
  const listed = amountOf(amount, SUBMISSIONS);
  return partOf<SubmitterDesk>({
    products: () =>
      Promise.resolve(
        amountOf(amount, PRODUCT_SETTINGS).map((product) => ({
          slug: product.slug,
          name: product.name,
          institutionName: "한빛신용보증",
          documentCount: product.documents.length,
        })),
      ),
    product: (_slug, session) => {
      if (session?.submitterType === "proprietorByBusiness") return Promise.resolve(PRODUCT);
      const documents = PRODUCT.documents.filter((each) => each.available);
      return Promise.resolve({ ...PRODUCT, documents });
    },
    view: (_session, id) => Promise.resolve(found(id)),
    version: () => Promise.resolve("7"),
    history: () => Promise.resolve({ rows: listed, ...(amount === "many" ? { next: "n1" } : {}) }),
  });
}

export function institutionDesk(amount: Amount): InstitutionDesk {
  const rows = amountOf(amount, SUBMISSIONS);
  const empty = {
    ...SUMMARY,
    receivedToday: 0,
    running: 0,
    deliveredDocuments: 0,
    failedDocuments: 0,
    daily: SUMMARY.daily.map(({ date }) => ({ date, count: 0 })),
    failures: [],
  };
  return partOf<InstitutionDesk>({
    institution: () =>
      Promise.resolve({
        id: INSTITUTION_ID,
        name: "한빛신용보증",
        retentionDays: 365,
        helpPhone: "02-3771-1100",
      }),
    summary: () => Promise.resolve(amount === "none" ? empty : SUMMARY),
    received: () =>
      Promise.resolve({
        rows,
        total: amount === "many" ? 412 : rows.length,
        ...(amount === "many" ? { next: "n1" } : {}),
      }),
    submission: (_institution, id) => Promise.resolve(found(id)),
    documentData: () => Promise.resolve(DATA),
    products: () => Promise.resolve(amountOf(amount, PRODUCT_SETTINGS)),
    product: (_institution, id) => {
      const product = PRODUCT_SETTINGS.find((each) => each.id === id);
      return product === undefined
        ? Promise.reject(named("ProductNotFoundError"))
        : Promise.resolve(product);
    },
    catalogue: () => Promise.resolve([...CATALOGUE]),
    deliveries: (_institution, query) =>
      Promise.resolve({
        rows: amountOf(amount, DELIVERIES).filter((each) =>
          query.state === undefined || each.state === query.state
        ),
      }),
    webhook: () =>
      Promise.resolve(
        amount === "none"
          ? undefined
          : { url: "https://api.hanbit.example/maru", active: true, changedAt: NOW },
      ),
    apiKeys: () => Promise.resolve(amountOf(amount, API_KEYS)),
  });
}

export function operatorDesk(amount: Amount): OperatorDesk {
  return partOf<OperatorDesk>({
    agencies: () => Promise.resolve(amountOf(amount, AGENCIES)),
    totals: () =>
      Promise.resolve(
        amount === "none" ? [] : [
          { state: "queued", count: 12 },
          { state: "running", count: 4 },
          { state: "waitingAgency", count: 31 },
          { state: "failed", count: 9 },
        ],
      ),
    queue: () =>
      Promise.resolve({
        rows: amountOf(amount, RUNNING_ITEMS).map((each) => ({
          ...each,
          submissionId: DONE_ID,
          reference: "M2611-2043-8812",
          institutionName: "한빛신용보증",
        })),
      }),
    catalogue: () => Promise.resolve([...CATALOGUE]),
  });
}

/** An error as a module throws it: the web knows it by its name. */
export function named(name: string, fields: object = {}): Error {
  return Object.assign(new Error(name), { name }, fields);
}

function found(id: string): SubmissionView {
  const submission = SUBMISSIONS.find((each) => each.id === id);
  if (submission === undefined) throw named("SubmissionNotFoundError");
  return submission;
}

/** `many` repeats the rows to a full page. */
export function amountOf<Row>(amount: Amount, rows: readonly Row[]): Row[] {
  if (amount === "none") return [];
  if (amount === "few") return [...rows];
  return Array.from({ length: 20 }, (_, index) => rows[index % rows.length] as Row);
}

function delivery(
  given: { state: DeliveryView["state"]; status?: number; failure?: string },
): DeliveryView {
  const { state, ...attempt } = given;
  return {
    id: "01920000-0000-7000-8000-00000000aa01",
    submissionReference: "M2611-2043-8812",
    documentName: "부가가치세 과세표준증명",
    channel: "webhook",
    state,
    createdAt: NOW,
    attempts: [
      { at: NOW, durationMs: 10_000, manual: false, ...attempt },
      { at: NOW, durationMs: 212, manual: true, ...attempt },
    ],
  };
}

const DATA = {
  name: "부가가치세 과세표준증명",
  columns: [
    "과세기간",
    "시작일",
    "종료일",
    "과세표준 합계",
    "과세분",
    "영세율",
    "납부세액",
    "상호(법인명)",
  ],
  rows: ["2024년 1기", "2024년 2기", "2025년 1기"].map((half) => [
    half,
    "2024.01.01",
    "2024.06.30",
    "184,220,000",
    "184,220,000",
    "0",
    "3,912,400",
    "주식회사 마루상사",
  ]),
  json: {},
  hasPdf: true,
};

const API_KEYS = [
  {
    id: "01920000-0000-7000-8000-00000000ab01",
    name: "여신심사 시스템",
    prefix: "mk_9f2c",
    createdAt: NOW,
    lastUsedAt: NOW,
  },
  {
    id: "01920000-0000-7000-8000-00000000ab02",
    name: "옛 심사 시스템",
    prefix: "mk_01ab",
    createdAt: NOW,
    revokedAt: NOW,
  },
];

const AGENCIES = [
  {
    opensAt: "08:00",
    closesAt: "22:00",
    code: "hometax",
    name: "국세청 홈택스",
    state: "good",
    averageSeconds: 8.4,
    successRate: 0.987,
    waitingCount: 3,
    runningCount: 4,
  },
  {
    opensAt: "08:00",
    closesAt: "22:00",
    code: "wetax",
    name: "위택스",
    state: "blocked",
    averageSeconds: 31.2,
    successRate: 0.412,
    waitingCount: 24,
    runningCount: 0,
    reason: "연속으로 10번 실패했습니다.",
    breakerOpenUntil: new Date(NOW.getTime() + 40_000),
  },
  {
    opensAt: "08:00",
    closesAt: "22:00",
    code: "kcomwel",
    name: "근로복지공단",
    state: "closed",
    waitingCount: 7,
    runningCount: 0,
    reason: "08:00에 엽니다.",
  },
] as const;
