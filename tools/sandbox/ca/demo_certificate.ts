/** The five kinds of submitter, as the login page offers them. */
export const submitterTypes = {
  "corporation": "법인사업자",
  "proprietorByRepresentative": "개인사업자 (대표자 인증서)",
  "proprietorByBusiness": "개인사업자 (사업자 인증서)",
  "individual": "개인",
  "taxAgent": "세무대리인",
} as const;

export type SubmitterType = keyof typeof submitterTypes;

/** What the certificate is made to show: all is well, or one thing is wrong with it. */
export type CertificateState = "valid" | "expired" | "revoked";

/** Which certificate is wanted. */
export interface CertificateRequest {
  readonly submitterType: SubmitterType;
  /** 범용(기업), 금융(개인), …: what people call its policy. */
  readonly kindLabel: string;
  readonly policyOid: string;
  /** Company or person that the certificate names. */
  readonly name: string;
  /** The number inside the VID: business number (10) or resident number (13), digits alone. */
  readonly number: string;
  /** What the login page asks for beside the certificate. */
  readonly businessNumber?: string;
  readonly residentNumber?: string;
  readonly phone: string;
  /** A tax agent's account at the tax office. */
  readonly manageNumber?: string;
  readonly managePassword?: string;
  /** "cloud": the key stays with the cloud-certificate provider and opens with the PIN. */
  readonly place: "file" | "cloud";
  readonly state: CertificateState;
  /** One sentence for the page: what it is good for in a demonstration. */
  readonly note?: string;
  /** True where revocation can be asked over LDAP alone. */
  readonly hasLdapOnly?: boolean;
}

/** One certificate of a key, with the time for which it holds; bytes as base64. */
export interface IssuedCertificate {
  readonly serialHex: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly certificate: string;
  /** The addresses inside; a sandbox on another port issues anew. */
  readonly addresses: string;
}

/** A certificate with its key and R as the sandbox keeps it; bytes as base64. */
export interface CertificateRecord extends CertificateRequest {
  readonly id: string;
  readonly spki: string;
  readonly pkcs8: string;
  readonly randomNum: string;
  readonly issued: readonly IssuedCertificate[];
  readonly revokedAt?: string;
  /** Certificates of earlier keys, which a renewal put out of force. */
  readonly superseded?: readonly { readonly serialHex: string; readonly revokedAt: string }[];
}

/** A record with the one of its certificates that fits the time now. */
export interface DemoCertificate {
  readonly record: CertificateRecord;
  readonly current: IssuedCertificate;
}

/** One password for every demo certificate: it protects nothing and is shown on the page. */
export const demoPassword = "maru-demo-2026!";
/** One PIN for every cloud certificate. */
export const demoPin = "260101";
