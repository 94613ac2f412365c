import type { SubmitterType } from "@maru/auth";

/** The four answers to 누구로 제출하십니까? */
export type SubmitterKind = "corporation" | "proprietor" | "individual" | "taxAgent";

/** Which certificate a sole proprietor comes with. */
export type ProprietorCertificate = "representative" | "business";

export const SUBMITTER_KINDS: readonly { value: SubmitterKind; label: string }[] = [
  { value: "corporation", label: "법인사업자" },
  { value: "proprietor", label: "개인사업자" },
  { value: "individual", label: "개인" },
  { value: "taxAgent", label: "세무대리인" },
];

export interface SubmitterChoice {
  readonly kind: SubmitterKind;
  /** Counts for `proprietor` alone. */
  readonly proprietorCertificate: ProprietorCertificate;
}

export function submitterTypeOf(choice: SubmitterChoice): SubmitterType {
  if (choice.kind !== "proprietor") return choice.kind;
  return choice.proprietorCertificate === "representative"
    ? "proprietorByRepresentative"
    : "proprietorByBusiness";
}

export function choiceOf(type: SubmitterType): SubmitterChoice {
  const proprietorCertificate = type === "proprietorByBusiness" ? "business" : "representative";
  const isProprietor = type === "proprietorByBusiness" || type === "proprietorByRepresentative";
  return { kind: isProprietor ? "proprietor" : type, proprietorCertificate };
}

/** What is asked of each, and whose certificate it takes. */
export interface TypeRule {
  readonly holder: "corporate" | "personal";
  /** 범용(기업) and so on, in people's words. */
  readonly certificates: string;
  readonly asksBusinessNumber: boolean;
  /** Label of the resident number where one is asked. */
  readonly residentNumberLabel?: string;
  readonly asksManagement: boolean;
}

export const TYPE_RULES: Readonly<Record<SubmitterType, TypeRule>> = {
  corporation: {
    holder: "corporate",
    certificates: "범용(기업)",
    asksBusinessNumber: true,
    asksManagement: false,
  },
  proprietorByRepresentative: {
    holder: "personal",
    certificates: "대표자의 금융(개인) 또는 범용(개인)",
    asksBusinessNumber: true,
    residentNumberLabel: "대표자 주민등록번호",
    asksManagement: false,
  },
  proprietorByBusiness: {
    holder: "corporate",
    certificates: "금융(기업) 또는 범용(기업)",
    asksBusinessNumber: true,
    asksManagement: false,
  },
  individual: {
    holder: "personal",
    certificates: "금융(개인) 또는 범용(개인)",
    asksBusinessNumber: false,
    residentNumberLabel: "주민등록번호",
    asksManagement: false,
  },
  taxAgent: {
    holder: "corporate",
    certificates: "세무회계사무소의 범용(기업), 금융(기업) 또는 전자세금용",
    asksBusinessNumber: true,
    asksManagement: true,
  },
};
