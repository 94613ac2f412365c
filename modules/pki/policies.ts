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

/** The policies of the Korean certification authorities, as data. */
export declare const CERTIFICATE_POLICIES: readonly CertificatePolicy[];

/** The policy of an OID; overrides of the operator win; unknown OIDs give kind and use "unknown". */
export declare function describePolicy(
  oid: string,
  overrides?: readonly CertificatePolicy[],
): CertificatePolicy;

/** The first known policy of a certificate, or the unknown one. */
export declare function policyOf(
  certificate: { readonly policyOids: readonly string[] },
  overrides?: readonly CertificatePolicy[],
): CertificatePolicy;
