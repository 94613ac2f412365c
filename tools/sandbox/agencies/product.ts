/** Who answers for a document. */
export const agencies = {
  hometax: { name: "국세청 홈택스", hasHours: true, url: "https://www.hometax.go.kr" },
  wetax: { name: "위택스", hasHours: true, url: "https://www.wetax.go.kr" },
  gov24: { name: "정부24", hasHours: false, url: "https://www.gov.kr" },
  nhis: { name: "국민건강보험공단", hasHours: false, url: "https://www.nhis.or.kr" },
  nps: { name: "국민연금공단", hasHours: false, url: "https://www.nps.or.kr" },
  kcomwel: { name: "근로복지공단", hasHours: true, url: "https://total.comwel.or.kr" },
  "four-insurance": {
    name: "4대사회보험 정보연계센터",
    hasHours: false,
    url: "https://www.4insure.or.kr",
  },
  iros: { name: "대법원 인터넷등기소", hasHours: false, url: "https://www.iros.go.kr" },
  sminfo: { name: "중소기업현황정보시스템", hasHours: false, url: "https://sminfo.mss.go.kr" },
} as const;

export type AgencyCode = keyof typeof agencies;

export function isAgencyCode(value: string): value is AgencyCode {
  return Object.hasOwn(agencies, value);
}

/**
 * How `startDate` and `endDate` are written, or that the document has no period.
 * `half`: yyyyMM with month 01 or 07; `fiscal`: yyyyMM of the year's end for a corporation and yyyy for a person.
 */
export type PeriodStyle = "none" | "day" | "month" | "half" | "year" | "fiscal";

/** Which generator makes the data; see `data/`. */
export type DataShape =
  | "registration"
  | "vat-base"
  | "exempt-income"
  | "financials"
  | "balance-sheet"
  | "income-statement"
  | "clearance"
  | "payments"
  | "income"
  | "wage"
  | "vat-return"
  | "corporate-return"
  | "income-return"
  | "withholding"
  | "invoices"
  | "receipts"
  | "card-sales"
  | "closure"
  | "fact"
  | "tax-credit"
  | "assessments"
  | "eligibility"
  | "premiums"
  | "members"
  | "pension-history"
  | "employment-history"
  | "residents"
  | "address-history"
  | "corporate-register"
  | "sme"
  | "building";

/** C 법인사업자, B 개인사업자, P 개인, A 세무대리인. */
export type ApplicantKind = "C" | "B" | "P" | "A";

export interface Product {
  /** The contract with whoever calls: kebab-case English. */
  readonly code: string;
  readonly name: string;
  readonly agency: AgencyCode;
  /** CODEF organization code; a wrong one answers CF-00007. */
  readonly organization: string;
  readonly path: string;
  readonly period: PeriodStyle;
  /** The longest span in months that one request may ask for, ends included. */
  readonly periodMonthsMax?: number;
  /** How many years back the agency still answers. */
  readonly yearsBackMax?: number;
  /** Fields that must be in the request beyond the login and the period. */
  readonly inputs: readonly string[];
  readonly who: readonly ApplicantKind[];
  /** Which certificate of a sole proprietor (개인사업자) may ask: the person's own, the business's, or both. */
  readonly proprietorCertificate: "both" | "representative" | "business";
  /** The request's switch for the original; `"1"` asks for it. */
  readonly originalField?: "originDataYN" | "originDataYN1";
  /** Where the base64 PDF stands in `data`; absent: the agency gives data and no PDF. */
  readonly pdfField?: "resOriGinalData" | "resOriGinalData1";
  readonly shape: DataShape;
  readonly isRefusedInArrears: boolean;
  /** The usual time of an answer before `SANDBOX_LATENCY` is applied. */
  readonly latencyMs: number;
}

type ProductDefaults =
  | "organization"
  | "inputs"
  | "proprietorCertificate"
  | "originalField"
  | "pdfField"
  | "isRefusedInArrears"
  | "latencyMs"
  | "who";

/** A row of the table, with what most rows share filled in. */
export type ProductRow =
  & Omit<Product, ProductDefaults>
  & Partial<Pick<Product, Exclude<ProductDefaults, "who">>>
  & { readonly who: string; readonly hasPdf?: boolean };

/** Fills in what most documents share, and reads `"CBA"` as the kinds of applicant. */
export function product(row: ProductRow): Product {
  const { hasPdf = true, who, ...rest } = row;
  const original = rest.originalField ?? "originDataYN";
  return {
    organization: "0001",
    inputs: [],
    proprietorCertificate: "both",
    isRefusedInArrears: false,
    latencyMs: 4_000,
    ...rest,
    who: [...who].filter(isApplicantKind),
    ...(hasPdf
      ? {
        originalField: original,
        pdfField: original === "originDataYN1" ? "resOriGinalData1" : "resOriGinalData",
      }
      : {}),
  };
}

function isApplicantKind(letter: string): letter is ApplicantKind {
  return ["C", "B", "P", "A"].includes(letter);
}
