export type CertificateIssuer =
  | "yessign"
  | "KICA"
  | "CrossCert"
  | "TradeSign"
  | "KOSCOM"
  | "NCASign"
  | "INIPASS"
  | "unknown";

/** Whom a certificate is given to. "special" is not for signing here, "authority" is a CA's own. */
export type CertificateKind =
  | "personal"
  | "corporate"
  | "server"
  | "special"
  | "publicOfficial"
  | "authority"
  | "unknown";

/** What its policy allows: general = 범용, finance = 은행/보험/증권/카드, taxInvoice = 전자세금용. */
export type CertificateUse =
  | "general"
  | "finance"
  | "taxInvoice"
  | "server"
  | "limited"
  | "unknown";

export interface CertificatePolicy {
  readonly oid: string;
  readonly issuer: CertificateIssuer;
  readonly kind: CertificateKind;
  readonly use: CertificateUse;
  /** Korean, as people know it: "범용(개인)". */
  readonly label: string;
}

/** Rows of one issuer: OID below the prefix, kind, use, label. */
type PolicyRow = readonly [
  arc: string,
  kind: CertificateKind,
  use: CertificateUse,
  label: string,
];

const YESSIGN: readonly PolicyRow[] = [
  ["1", "personal", "general", "범용(개인)"],
  ["2", "corporate", "finance", "은행/보험/신용카드용(기업)"],
  ["3", "server", "server", "서버용"],
  ["4", "personal", "finance", "은행/보험/신용카드용(개인)"],
  ["5", "corporate", "general", "범용(기업)"],
  ["6", "special", "limited", "특수목적용"],
  ["6.1", "corporate", "finance", "기업뱅킹용"],
  ["6.2", "personal", "finance", "신용카드용(개인)"],
  ["6.3", "corporate", "limited", "조달청 원클릭용"],
  ["6.4", "special", "limited", "퇴직연금용"],
  ["6.5", "corporate", "limited", "고액현금거래보고용"],
  ["6.8", "corporate", "taxInvoice", "전자세금용"],
  ["7.1", "special", "limited", "특수목적용"],
];

const KICA: readonly PolicyRow[] = [
  ["1", "corporate", "general", "범용(기업)"],
  ["2", "personal", "general", "범용(개인)"],
  ["3", "corporate", "limited", "전자입찰용"],
  ["4", "server", "server", "서버용"],
  ["5", "corporate", "limited", "특별등급(법인)"],
  ["6", "corporate", "limited", "용도제한(기업)"],
  ["6.115", "corporate", "taxInvoice", "전자세금용"],
  ["6.257", "corporate", "taxInvoice", "전자세금용"],
  ["6.5001", "corporate", "taxInvoice", "전자세금용(국세청)"],
  ["7.1", "personal", "finance", "은행/보험용(개인)"],
  ["7.2", "personal", "finance", "증권/보험용(개인)"],
  ["7.3", "personal", "finance", "신용카드용(개인)"],
];

const CROSSCERT: readonly PolicyRow[] = [
  ["1.1", "personal", "general", "범용(개인)"],
  ["1.2", "corporate", "general", "범용(기업)"],
  ["1.3", "server", "server", "서버용"],
  ["1.4", "personal", "limited", "용도제한(개인)"],
  ["1.5", "corporate", "limited", "용도제한(기업)"],
  ["1.74", "corporate", "taxInvoice", "전자세금용"],
  ["1.101", "personal", "finance", "은행/보험용(개인)"],
  ["1.102", "personal", "finance", "증권용(개인)"],
  ["1.103", "personal", "finance", "신용카드용(개인)"],
  ["1.104", "personal", "limited", "전자민원용(개인)"],
  ["1.201", "corporate", "finance", "인터넷뱅킹용(기업)"],
  ["2.52", "corporate", "taxInvoice", "전자세금용"],
  ["2.80", "corporate", "taxInvoice", "전자세금용"],
];

const TRADESIGN: readonly PolicyRow[] = [
  ["1.1.1", "personal", "general", "범용(개인)"],
  ["1.1.3", "corporate", "general", "범용(기업)"],
  ["1.1.5", "server", "server", "서버용"],
  ["1.1.101", "personal", "finance", "은행/보험용(개인)"],
  ["1.1.103", "personal", "finance", "증권/보험용(개인)"],
  ["1.1.105", "personal", "finance", "신용카드용(개인)"],
  ["5.19.1.1", "corporate", "taxInvoice", "전자세금용"],
  ["11.31", "personal", "finance", "은행용(개인)"],
  ["11.33", "personal", "finance", "증권용(개인)"],
  ["11.35", "personal", "finance", "보험용(개인)"],
  ["11.37", "personal", "finance", "신용카드용(개인)"],
];

const KOSCOM: readonly PolicyRow[] = [
  ["1", "personal", "limited", "용도제한(개인, 스페셜)"],
  ["3", "corporate", "limited", "용도제한(기업, 스페셜)"],
  ["5", "personal", "general", "범용(개인)"],
  ["7", "corporate", "general", "범용(기업)"],
  ["9", "personal", "finance", "증권/보험용(개인)"],
  ["9.2", "personal", "finance", "신용카드용(개인)"],
  // Sources disagree on this one (a personal server, or securities for companies), so it is not accepted.
  ["10", "special", "limited", "용도제한"],
  ["11", "personal", "limited", "용도제한(개인, 실버)"],
  ["12", "corporate", "limited", "용도제한(기업, 실버)"],
  ["12.902", "corporate", "taxInvoice", "전자세금용"],
  ["12.908", "corporate", "finance", "신용카드 결제용(기업)"],
];

const NCASIGN: readonly PolicyRow[] = [
  ["1", "corporate", "general", "범용(기관)"],
  ["2", "corporate", "general", "범용(기업)"],
  ["9", "personal", "general", "범용(개인)"],
];

const INIPASS: readonly PolicyRow[] = [
  ["1", "personal", "general", "범용(개인)"],
  ["2", "corporate", "general", "범용(기업)"],
  ["3.1", "personal", "limited", "제휴용(개인)"],
  ["4.1", "corporate", "limited", "제휴용(기업)"],
  ["4.2", "corporate", "taxInvoice", "전자세금용"],
];

/** The policies of the Korean certification authorities, as data. */
export const CERTIFICATE_POLICIES: readonly CertificatePolicy[] = /* @__PURE__ */ [
  ...rows("yessign", "1.2.410.200005.1.1", YESSIGN),
  ...rows("KICA", "1.2.410.200004.5.2.1", KICA),
  ...rows("CrossCert", "1.2.410.200004.5.4", CROSSCERT),
  ...rows("TradeSign", "1.2.410.200012", TRADESIGN),
  ...rows("KOSCOM", "1.2.410.200004.5.1.1", KOSCOM),
  ...rows("NCASign", "1.2.410.200004.5.3.1", NCASIGN),
  ...rows("INIPASS", "1.2.410.200004.5.5.1", INIPASS),
  {
    oid: "2.5.29.32.0",
    issuer: "unknown",
    kind: "authority",
    use: "limited",
    label: "인증기관용",
  },
  {
    oid: "1.2.410.200004.2.1",
    issuer: "unknown",
    kind: "authority",
    use: "limited",
    label: "인증기관용",
  },
];

function rows(
  issuer: CertificateIssuer,
  prefix: string,
  table: readonly PolicyRow[],
): CertificatePolicy[] {
  return table.map(([arc, kind, use, label]) => ({
    oid: `${prefix}.${arc}`,
    issuer,
    kind,
    use,
    label,
  }));
}

/** Below this arc are the government's own certificates (GPKI, EPKI). */
const GOVERNMENT_PREFIX = "1.2.410.100001.";

/** The policy of an OID; overrides of the operator win; unknown OIDs give kind and use "unknown". */
export function describePolicy(
  oid: string,
  overrides: readonly CertificatePolicy[] = [],
): CertificatePolicy {
  const known = overrides.find((policy) => policy.oid === oid) ??
    CERTIFICATE_POLICIES.find((policy) => policy.oid === oid);
  if (known) return known;
  if (oid.startsWith(GOVERNMENT_PREFIX)) {
    return {
      oid,
      issuer: "unknown",
      kind: "publicOfficial",
      use: "limited",
      label: "행정/교육기관용",
    };
  }
  return { oid, issuer: "unknown", kind: "unknown", use: "unknown", label: "용도제한(알 수 없음)" };
}

/** The first known policy of a certificate, or the unknown one. */
export function policyOf(
  certificate: { readonly policyOids: readonly string[] },
  overrides: readonly CertificatePolicy[] = [],
): CertificatePolicy {
  const policies = certificate.policyOids.map((oid) => describePolicy(oid, overrides));
  return policies.find((policy) => policy.kind !== "unknown") ?? policies[0] ??
    describePolicy("", overrides);
}
