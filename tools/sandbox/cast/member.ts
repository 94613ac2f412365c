/** What companies and people have in common: who they are to an agency. */
interface MemberFields {
  /** Business number (10 digits) or resident number (13 digits): the number an agency looks up. */
  readonly number: string;
  readonly name: string;
  /** Digits alone. */
  readonly phone: string;
  /** `서울특별시`, exactly as the government writes it. */
  readonly province: string;
  /** `강남구`. */
  readonly district: string;
  /** The road address after province and district. */
  readonly street: string;
  /** Agencies where they are no member (회원) or have not registered their certificate. */
  readonly notRegisteredAt: readonly string[];
  /** Unpaid tax: certificates of payment are refused. */
  readonly hasArrears: boolean;
}

interface BusinessFields extends MemberFields {
  readonly representative: string;
  readonly representativeResidentNumber: string;
  /** yyyy-MM-dd. */
  readonly openedOn: string;
  readonly businessType: string;
  readonly businessItem: string;
  readonly taxOffice: string;
  readonly employees: readonly string[];
}

/** 법인사업자. */
export interface Corporation extends BusinessFields {
  readonly kind: "corporation";
  readonly corporateNumber: string;
}

/** 개인사업자. */
export interface Proprietor extends BusinessFields {
  readonly kind: "proprietor";
  readonly taxation: "general" | "exempt";
}

/** 개인. */
export interface Person extends MemberFields {
  readonly kind: "person";
  readonly employer?: string;
  readonly family: readonly { readonly relation: string; readonly name: string }[];
}

/** 세무대리인: a tax accountant's office and its clients. */
export interface TaxAgent extends BusinessFields {
  readonly kind: "tax-agent";
  /** 관리번호 of the tax office's agent account. */
  readonly manageNumber: string;
  readonly managePassword: string;
  /** Business numbers of the clients (수임업체). */
  readonly clients: readonly string[];
}

export type Business = Corporation | Proprietor | TaxAgent;
export type Member = Business | Person;

/** The whole address in one line. */
export function addressOf(member: Member): string {
  return `${member.province} ${member.district} ${member.street}`;
}

/** The date from which an agency has anything about them, yyyy-MM-dd. */
export function startOf(member: Member): string {
  return member.kind === "person" ? "2015-01-01" : member.openedOn;
}
