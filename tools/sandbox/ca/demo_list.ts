import { createCast, isPerson, isTaxAgent } from "../cast/cast.ts";
import type { Business, Corporation, Person, Proprietor, TaxAgent } from "../cast/member.ts";
import type { SandboxContext } from "../context.ts";
import type { CertificateRequest } from "./demo_certificate.ts";

/** The policies of 금융결제원 (yessign) that demo certificates are issued under. */
export const policies = {
  generalCorporate: { policyOid: "1.2.410.200005.1.1.5", kindLabel: "범용(기업)" },
  bankCorporate: { policyOid: "1.2.410.200005.1.1.2", kindLabel: "은행(기업)" },
  generalPersonal: { policyOid: "1.2.410.200005.1.1.1", kindLabel: "범용(개인)" },
  bankPersonal: { policyOid: "1.2.410.200005.1.1.4", kindLabel: "금융(개인)" },
  taxOffice: { policyOid: "1.2.410.200005.1.1.5", kindLabel: "세무회계사무소" },
} as const;

export type ListedRequest = CertificateRequest & { readonly id: string };

/** Certificates for everyone in the cast: each submitter type, and each thing that can be wrong. */
export function listDemoCertificates(context: SandboxContext): readonly ListedRequest[] {
  const members = createCast(context).list();
  const corporations = members.filter((member) => member.kind === "corporation");
  const proprietors = members.filter((member) => member.kind === "proprietor");
  const [corporation, second] = corporations;
  return [
    ...corporations.flatMap((member) => forCorporation(member, member === corporation)),
    ...proprietors.flatMap(forProprietor),
    ...members.filter(isPerson).flatMap(forPerson),
    ...members.filter(isTaxAgent).map(forTaxAgent),
    ...(corporation === undefined ? [] : forFailures(corporation, second ?? corporation)),
  ];
}

function forCorporation(member: Corporation, isFirst: boolean): ListedRequest[] {
  const base = {
    ...ofBusiness(member),
    submitterType: "corporation" as const,
    note: noteOf(member),
  };
  const general = {
    ...base,
    ...policies.generalCorporate,
    id: `corporation-${member.number}-general`,
  };
  if (!isFirst) return [general];
  return [
    general,
    { ...base, ...policies.bankCorporate, id: `corporation-${member.number}-bank` },
    {
      ...base,
      ...policies.generalCorporate,
      id: `corporation-${member.number}-ldap`,
      hasLdapOnly: true,
      note: "폐지 여부를 LDAP으로만 확인할 수 있는 인증서입니다.",
    },
  ];
}

function forProprietor(member: Proprietor): ListedRequest[] {
  const asRepresentative = {
    ...ofBusiness(member),
    submitterType: "proprietorByRepresentative" as const,
    name: member.representative,
    number: member.representativeResidentNumber,
    residentNumber: member.representativeResidentNumber,
    note: noteOf(member) ?? `${member.name} 대표자`,
  };
  const asBusiness = { ...ofBusiness(member), submitterType: "proprietorByBusiness" as const };
  return [
    { ...asRepresentative, ...policies.bankPersonal, id: `representative-${member.number}-bank` },
    {
      ...asRepresentative,
      ...policies.generalPersonal,
      id: `representative-${member.number}-general`,
    },
    { ...asBusiness, ...policies.bankCorporate, id: `proprietor-${member.number}-bank` },
    { ...asBusiness, ...policies.generalCorporate, id: `proprietor-${member.number}-general` },
    {
      ...asRepresentative,
      ...policies.bankPersonal,
      id: `representative-${member.number}-cloud`,
      place: "cloud",
    },
  ];
}

function forPerson(member: Person): ListedRequest[] {
  const base = {
    submitterType: "individual" as const,
    name: member.name,
    number: member.number,
    residentNumber: member.number,
    phone: member.phone,
    place: "file" as const,
    state: "valid" as const,
    note: noteOf(member),
  };
  return [
    { ...base, ...policies.bankPersonal, id: `person-${member.phone}-bank` },
    { ...base, ...policies.generalPersonal, id: `person-${member.phone}-general` },
    { ...base, ...policies.bankPersonal, id: `person-${member.phone}-cloud`, place: "cloud" },
  ];
}

function forTaxAgent(member: TaxAgent): ListedRequest {
  return {
    ...ofBusiness(member),
    ...policies.taxOffice,
    id: `tax-agent-${member.number}`,
    submitterType: "taxAgent",
    manageNumber: member.manageNumber,
    managePassword: member.managePassword,
    note: `수임업체 ${member.clients.join(", ")}`,
  };
}

function forFailures(first: Corporation, second: Corporation): ListedRequest[] {
  const failing = (
    member: Corporation,
    state: "expired" | "revoked",
    note: string,
  ): ListedRequest => ({
    ...ofBusiness(member),
    ...policies.generalCorporate,
    id: `corporation-${member.number}-${state}`,
    submitterType: "corporation",
    state,
    note,
  });
  return [
    failing(first, "expired", "유효기간이 지난 인증서입니다."),
    failing(second, "revoked", "폐지된 인증서입니다."),
  ];
}

function ofBusiness(member: Business) {
  return {
    name: member.name,
    number: member.number,
    businessNumber: member.number,
    phone: mobileOf(member.phone),
    place: "file",
    state: "valid",
  } as const;
}

/** Progress goes to a mobile phone: a company whose number is a landline gets one made up from it. */
function mobileOf(phone: string): string {
  return phone.startsWith("01") ? phone : `010${phone.slice(-8)}`;
}

/** What the agencies will answer to this member. */
function noteOf(member: Business | Person): string | undefined {
  if (member.notRegisteredAt.length > 0) {
    return `발급 기관에 등록하지 않은 회원입니다 (${member.notRegisteredAt.join(", ")}).`;
  }
  return member.hasArrears ? "체납이 있어 납세증명이 거절됩니다." : undefined;
}
