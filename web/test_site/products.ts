import type {
  DocumentType,
  ProductSetting,
  ProductView,
  RequestedDocument,
} from "@maru/submission";
import { DAYS, HALVES, YEARS } from "./items.ts";
import { INSTITUTION_ID } from "./people.ts";

export const PRODUCT_ID = "01920000-0000-7000-8000-00000000f001";

const NONE = { kind: "none", changeable: false, options: [] } as const;
const TODAY = {
  ...NONE,
  kind: "asOfToday",
  chosen: { from: "20261120", to: "20261120", label: "오늘 기준" },
} as const;

function document(
  given: Partial<RequestedDocument> & Pick<RequestedDocument, "documentCode" | "name">,
): RequestedDocument {
  return {
    agencyCode: "hometax",
    agencyName: "국세청 홈택스",
    period: NONE,
    inputs: [],
    required: true,
    expectedSeconds: 7,
    available: true,
    dataOnly: false,
    needsVatConsent: false,
    ...given,
  };
}

export const PRODUCT: ProductView = {
  institutionId: INSTITUTION_ID,
  institutionName: "한빛신용보증",
  productId: PRODUCT_ID,
  slug: "working-capital",
  name: "운전자금 보증 신청",
  description: "운전자금 보증을 신청하신 사업자의 매출과 납세 자료를 확인합니다.",
  submitterTypes: ["corporation", "proprietorByRepresentative", "proprietorByBusiness", "taxAgent"],
  documents: [
    document({ documentCode: "business-registration", name: "사업자등록증명" }),
    document({
      documentCode: "vat-tax-base",
      name: "부가가치세 과세표준증명",
      needsVatConsent: true,
      period: {
        kind: "half",
        changeable: true,
        chosen: HALVES,
        options: ["202401", "202407", "202501", "202507", "202601"].map((value) => ({
          value,
          label: `${value.slice(0, 4)}년 ${value.endsWith("01") ? "1" : "2"}기`,
        })),
      },
    }),
    document({
      documentCode: "tax-payment-proof",
      name: "납부내역증명(납세사실증명)",
      period: DAYS,
    }),
    document({ documentCode: "tax-clearance", name: "납세증명서(국세)", period: TODAY }),
    document({
      documentCode: "tax-invoice-totals",
      name: "전자세금계산서 합계표",
      dataOnly: true,
      period: {
        ...NONE,
        kind: "month",
        chosen: { from: "202608", to: "202610", label: "2026년 8월 ~ 2026년 10월" },
      },
    }),
    document({
      documentCode: "local-tax",
      name: "지방세 세목별 과세증명서",
      agencyCode: "wetax",
      agencyName: "위택스",
      period: YEARS,
      required: false,
      inputs: [
        {
          name: "city",
          label: "시·도",
          kind: "choice",
          required: true,
          options: [{ value: "11", label: "서울특별시" }, { value: "41", label: "경기도" }],
        },
        { name: "district", label: "시·군·구", kind: "text", required: true, hint: "예: 종로구" },
      ],
    }),
    document({
      documentCode: "insured-list",
      name: "4대사회보험 사업장 가입자 명부",
      agencyCode: "four-insurance",
      agencyName: "4대사회보험 정보연계센터",
      inputs: [{
        name: "workplace",
        label: "사업장관리번호",
        kind: "businessPlaceNumber",
        required: true,
        hint: "사업자등록번호와 0으로 된 11자리 번호가 대부분입니다.",
        suggested: "12345678910",
      }],
    }),
    document({
      documentCode: "wage",
      name: "근로소득 원천징수영수증",
      available: false,
      unavailableReason: "대표자 인증서로 로그인하시면 발급할 수 있습니다.",
    }),
  ],
};

export const PRODUCT_SETTINGS: readonly ProductSetting[] = [
  {
    id: PRODUCT_ID,
    slug: "working-capital",
    name: "운전자금 보증 신청",
    description: PRODUCT.description,
    submitterTypes: PRODUCT.submitterTypes,
    active: true,
    documents: [
      rule("business-registration", ""),
      rule("vat-tax-base", "last 4 halves"),
      { ...rule("local-tax", "last 1 years"), required: false, periodChangeable: false },
    ],
  },
  {
    id: "01920000-0000-7000-8000-00000000f002",
    slug: "emergency-2026-second-half-combined",
    name: "2026년 하반기 소상공인 긴급 운전자금 신규·연장 통합 보증 신청",
    description: "",
    submitterTypes: ["corporation"],
    active: false,
    documents: [rule("business-registration", "")],
  },
];

function rule(documentCode: string, periodExpression: string) {
  return { documentCode, periodExpression, periodChangeable: true, required: true };
}

export const CATALOGUE: readonly DocumentType[] = [
  type("business-registration", "사업자등록증명", "none", ""),
  type("vat-tax-base", "부가가치세 과세표준증명", "half", "last 4 halves"),
  type("tax-payment-proof", "납부내역증명(납세사실증명)", "range", "last 12 months"),
  type("tax-invoice-totals", "전자세금계산서 합계표", "month", "last 3 months"),
  type("local-tax", "지방세 세목별 과세증명서", "year", "last 1 years", "위택스"),
  type("insured-list", "4대사회보험 사업장 가입자 명부", "none", "", "4대사회보험 정보연계센터"),
];

function type(
  code: string,
  name: string,
  periodKind: DocumentType["periodKind"],
  periodDefault: string,
  agencyName = "국세청 홈택스",
): DocumentType {
  return {
    code,
    name,
    agencyCode: agencyName,
    agencyName,
    submitterTypes: ["corporation"],
    periodKind,
    periodDefault,
    hasPdf: code !== "tax-invoice-totals",
    expectedSeconds: 7,
    active: code !== "insured-list",
    sources: ["codef", "upload"],
  };
}
