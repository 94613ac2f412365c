/**
 * Who takes part: certificates whose numbers are those of the sandbox's cast, and what their owners
 * type at the login.
 *
 * @module
 */
import type { Person, PersonRequest } from "./harness/openssl_people.ts";
import type { CastMember } from "./harness/sandbox_client.ts";
import type { LoginFields, SubmitterType } from "./pages/login_page.ts";
import type { Answers } from "./pages/request_page.ts";

/** Policies of yessign (금융결제원). */
const POLICY = {
  corporateGeneral: "1.2.410.200005.1.1.5",
  corporateBank: "1.2.410.200005.1.1.2",
  personalGeneral: "1.2.410.200005.1.1.1",
  personalBank: "1.2.410.200005.1.1.4",
} as const;

interface Subject {
  readonly type: SubmitterType;
  /** Name in the cast. */
  readonly member: string;
  readonly policyOid: string;
  readonly province: string;
  readonly district: string;
  readonly days?: number;
  readonly isRevoked?: boolean;
}

const SEOUL = { province: "서울특별시", district: "강남구" } as const;
const corporation = { type: "corporation", policyOid: POLICY.corporateGeneral, ...SEOUL } as const;

/** By id; several certificates may be of one member, each has its own session. */
export const SUBJECTS = {
  "places-corporation": { ...corporation, member: "주식회사 마루상사" },
  "places-representative": {
    type: "proprietorByRepresentative",
    member: "마루분식",
    policyOid: POLICY.personalBank,
    province: "서울특별시",
    district: "마포구",
  },
  "places-business": {
    type: "proprietorByBusiness",
    member: "은하꽃집",
    policyOid: POLICY.corporateBank,
    province: "경기도",
    district: "성남시 분당구",
  },
  "places-individual": {
    type: "individual",
    member: "홍길동",
    policyOid: POLICY.personalGeneral,
    province: "서울특별시",
    district: "종로구",
  },
  "places-agent": {
    type: "taxAgent",
    member: "누리세무회계사무소",
    policyOid: POLICY.corporateGeneral,
    ...SEOUL,
  },
  "journey-corporation": {
    ...corporation,
    member: "(주)푸른솔테크",
    province: "서울특별시",
    district: "금천구",
  },
  "journey-representative": {
    type: "proprietorByRepresentative",
    member: "마루분식",
    policyOid: POLICY.personalGeneral,
    province: "서울특별시",
    district: "마포구",
  },
  "journey-business": {
    type: "proprietorByBusiness",
    member: "마루분식",
    policyOid: POLICY.corporateGeneral,
    province: "서울특별시",
    district: "마포구",
  },
  "journey-individual": {
    type: "individual",
    member: "홍길동",
    policyOid: POLICY.personalGeneral,
    province: "서울특별시",
    district: "종로구",
  },
  "journey-agent": {
    type: "taxAgent",
    member: "누리세무회계사무소",
    policyOid: POLICY.corporateGeneral,
    ...SEOUL,
  },
  "troubled": {
    ...corporation,
    member: "주식회사 새벽물류",
    province: "대전광역시",
    district: "유성구",
  },
  "duplicate": {
    ...corporation,
    member: "주식회사 한들건설",
    province: "경기도",
    district: "수원시 영통구",
  },
  "unregistered": {
    ...corporation,
    member: "바다식품 주식회사",
    province: "부산광역시",
    district: "해운대구",
  },
  "looked-at": { ...corporation, member: "주식회사 마루상사" },
  "patient": { ...corporation, member: "주식회사 마루상사" },
  "expired": { ...corporation, member: "주식회사 마루상사", days: -30 },
  "revoked": { ...corporation, member: "주식회사 마루상사", isRevoked: true },
  "wrong": { ...corporation, member: "주식회사 마루상사" },
} as const satisfies Readonly<Record<string, Subject>>;

export type SubjectId = keyof typeof SUBJECTS;

export function personRequests(cast: readonly CastMember[]): PersonRequest[] {
  return Object.entries(SUBJECTS).map(([id, subject]: [string, Subject]) => {
    const member = memberNamed(cast, subject.member);
    const isRepresentative = subject.type === "proprietorByRepresentative";
    const { policyOid, days, isRevoked } = subject;
    return {
      id,
      policyOid,
      name: isRepresentative ? member.representative ?? member.name : member.name,
      number: isRepresentative ? member.representativeResidentNumber ?? "" : member.number,
      ...(days === undefined ? {} : { days }),
      ...(isRevoked === undefined ? {} : { isRevoked }),
    };
  });
}

/** What the owner of the certificate types. */
export function fieldsOf(id: SubjectId, cast: readonly CastMember[]): LoginFields {
  const subject: Subject = SUBJECTS[id];
  const member = memberNamed(cast, subject.member);
  const index = Object.keys(SUBJECTS).indexOf(id);
  const isPerson = member.kind === "person";
  const residentNumber = isPerson ? member.number : member.representativeResidentNumber;
  const asksResident = subject.type === "individual" ||
    subject.type === "proprietorByRepresentative";
  return {
    type: subject.type,
    submitterName: isPerson ? member.name : member.representative ?? member.name,
    phone: `010777${String(10_000 + index).padStart(5, "0")}`,
    ...(isPerson ? {} : { businessNumber: member.number }),
    ...(asksResident && residentNumber !== undefined ? { residentNumber } : {}),
    ...(subject.type === "taxAgent"
      ? { manageNumber: member.manageNumber, managePassword: member.managePassword }
      : {}),
  };
}

/** What the owner answers to the dialog of missing information. */
export function answersOf(id: SubjectId, person: Person): Answers {
  const { province, district } = SUBJECTS[id];
  return { province, district, businessNumber: person.number };
}

export function memberNamed(cast: readonly CastMember[], name: string): CastMember {
  const member = cast.find((each) => each.name === name);
  if (member === undefined) throw new RangeError(`Cannot find "${name}" in the cast`);
  return member;
}
