import { RIGHTS, type StaffSession, type SubmitterSession } from "@maru/auth";

/** The day of all made-up events: a Friday afternoon in Seoul. */
export const NOW = new Date("2026-11-20T05:03:00Z");

export const INSTITUTION_ID = "01920000-0000-7000-8000-000000000001";

/** The merchant of the made-up members. */
export const MERCHANT_ID = "01920000-0000-7000-8000-000000000005";

const corporation: SubmitterSession = {
  id: "01920000-0000-7000-8000-0000000000a1",
  submitterId: "01920000-0000-7000-8000-0000000000a2",
  submitterType: "corporation",
  certificateFingerprint: "ab".repeat(32),
  certificateKind: "file",
  subjectName: "주식회사 마루상사",
  businessNumber: "1234567891",
  submitterName: "김하늘",
  phone: "01023456789",
  phoneMasked: "010-****-6789",
  needsFirstConsent: false,
  createdAt: NOW,
  expiresAt: new Date(NOW.getTime() + 30 * 60_000),
};

const taxAgent: SubmitterSession = {
  ...corporation,
  submitterType: "taxAgent",
  subjectName: "세무법인 다온",
};

/** Submitters by the token in their cookie. */
export const SUBMITTERS = {
  corporation,
  newcomer: { ...corporation, needsFirstConsent: true },
  proprietor: {
    ...corporation,
    submitterType: "proprietorByBusiness",
    subjectName: "한결분식",
  },
  taxAgent,
  taxAgentWithClient: {
    ...taxAgent,
    client: { businessNumber: "2208112345", name: "주식회사 가온누리테크놀로지코리아" },
  },
} as const satisfies Record<string, SubmitterSession>;

export type SubmitterToken = keyof typeof SUBMITTERS;

const admin: StaffSession = {
  id: "01920000-0000-7000-8000-0000000000b1",
  staffId: "01920000-0000-7000-8000-0000000000b2",
  name: "박서준",
  role: "institutionAdmin",
  organisationId: INSTITUTION_ID,
  organisationName: "한빛신용보증",
  mustChangePassword: false,
  rights: [],
  secondFactor: { isEnrolled: false },
};

const member: StaffSession = {
  ...admin,
  id: "01920000-0000-7000-8000-0000000000d1",
  staffId: "01920000-0000-7000-8000-0000000000d2",
  name: "정하람",
  role: "merchantAdmin",
  organisationId: MERCHANT_ID,
  organisationName: "가람피트니스",
  rights: RIGHTS,
  secondFactor: { isEnrolled: true, confirmedAt: NOW },
};

const operator: StaffSession = {
  id: "01920000-0000-7000-8000-0000000000c1",
  staffId: "01920000-0000-7000-8000-0000000000c2",
  name: "이운영",
  role: "operator",
  mustChangePassword: false,
  rights: [],
  secondFactor: { isEnrolled: true, confirmedAt: NOW },
};

/** Staff by the token in their cookie. */
export const STAFF = {
  institutionAdmin: admin,
  institutionStaff: { ...admin, role: "institutionStaff", name: "최지우" },
  newAdmin: { ...admin, mustChangePassword: true },
  operator,
  /** An operator who did not prove a second factor in this session yet. */
  operatorUnproved: { ...operator, secondFactor: { isEnrolled: true } },
  merchantAdmin: member,
  /** May look and register customers, nothing more. */
  merchantStaff: {
    ...member,
    role: "merchantStaff",
    name: "윤다솜",
    rights: ["debit.read", "debit.customers"],
  },
  /** An administrator who did not prove a second factor in this session yet. */
  merchantUnproved: { ...member, secondFactor: { isEnrolled: true } },
  /** An administrator who has no second factor yet. */
  merchantUnenrolled: { ...member, secondFactor: { isEnrolled: false } },
} as const satisfies Record<string, StaffSession>;

export type StaffToken = keyof typeof STAFF;
