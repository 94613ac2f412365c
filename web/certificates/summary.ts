import { policyOf, readCertificate } from "@maru/pki/browser";

/** What a card shows of a certificate; all of it is public. */
export interface CertificateSummary {
  /** Company or person. */
  readonly name: string;
  /** 범용(기업), 금융(개인), … */
  readonly kindLabel: string;
  readonly holder: "corporate" | "personal" | "unknown";
  /** The authority that issued it. */
  readonly issuer: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Whether it can be used now, as far as a look at it tells; the server decides. */
export type CertificateState = "usable" | "expired" | "notYetValid" | "otherHolder";

/**
 * @throws {DamagedFileError} it is no certificate
 * @throws {LimitExceededError}
 */
export function summarise(certificate: Uint8Array): CertificateSummary {
  const read = readCertificate(certificate);
  const policy = policyOf(read);
  return {
    name: read.displayName,
    kindLabel: policy.label,
    holder: policy.kind === "corporate" || policy.kind === "personal" ? policy.kind : "unknown",
    issuer: policy.issuer === "unknown" ? read.issuerDisplayName : policy.issuer,
    notBefore: read.notBefore,
    notAfter: read.notAfter,
  };
}

export function stateOf(
  summary: CertificateSummary,
  { now, holder }: { readonly now: Date; readonly holder?: "corporate" | "personal" },
): CertificateState {
  if (summary.notAfter <= now) return "expired";
  if (summary.notBefore > now) return "notYetValid";
  if (holder === undefined || summary.holder === "unknown") return "usable";
  return summary.holder === holder ? "usable" : "otherHolder";
}
