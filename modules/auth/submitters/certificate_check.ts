import {
  type Certificate,
  type CheckedCertificate,
  type VerifiedText,
  type Verifier,
  verifySignedText,
  verifyVid,
} from "@maru/pki";
import type { SubmitterType } from "../auth.ts";
import { sha256Hex } from "../tokens.ts";
import { type LoginSecrets, provesResidentNumber } from "./login_input.ts";
import type { PolicyRules } from "./policy_rules.ts";

/** What the person says about himself, and the secrets that prove it. */
export interface CertificateClaim {
  readonly submitterType: SubmitterType;
  readonly businessNumber?: string;
  readonly secrets: LoginSecrets;
}

export interface AcceptedCertificate {
  readonly checked: CheckedCertificate;
  /** SHA-256 of the certificate, hex. */
  readonly fingerprint: string;
  /** The policy that let it in. */
  readonly policyOid: string;
}

export interface CertificateCheck {
  /**
   * The signature over exactly this text; whose certificate it was is not known to be good yet.
   *
   * @throws {SignatureInvalidError | WeakKeyError | DamagedFileError | LimitExceededError}
   */
  signer(signed: { cms: Uint8Array; text: string }): Promise<VerifiedText>;
  /**
   * Chain, dates, key usage and revocation; policy; virtual id, in this order.
   *
   * @throws the classes of `Verifier.check`, `CertificateTypeError`, `CertificatePolicyUnknownError`,
   * `VidMissingError`, `VidMismatchError`
   */
  accept(signer: VerifiedText, claim: CertificateClaim): Promise<AcceptedCertificate>;
}

/**
 * The whole check of one certificate login, without a database: what costs is the signature itself
 * and, while the verifier's caches are cold, those of the chain and of the revocation answer.
 */
export function createCertificateCheck(
  { verifier, policyRules }: { verifier: Verifier; policyRules: PolicyRules },
): CertificateCheck {
  return {
    signer: (signed) => verifySignedText(signed),
    async accept(signer, claim) {
      const checked = await verifier.check({
        certificate: signer.certificate,
        otherCertificates: signer.otherCertificates,
        purpose: "login",
      });
      const { certificate } = checked;
      const policyOid = await policyRules.fit(certificate.policyOids, claim.submitterType);
      const idn = provesResidentNumber(claim.submitterType)
        ? claim.secrets.residentNumber
        : claim.businessNumber;
      verifyVid({ certificate, idn: idn ?? "", randomNum: claim.secrets.randomNum });
      return { checked, fingerprint: fingerprintOf(certificate), policyOid };
    },
  };
}

export function fingerprintOf(certificate: Certificate): string {
  return sha256Hex(certificate.der);
}
