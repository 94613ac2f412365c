import {
  type Certificate,
  CertificateExpiredError,
  CertificateNotYetValidError,
  CertificateRevokedError,
  createTrustStore,
  createVerifier,
} from "@maru/pki";
import type { SandboxContext } from "../context.ts";
import { Refusal } from "./codes.ts";

/** Whether the agencies take a certificate: issued under a root that they trust, in date, not revoked. */
export interface CertificateGate {
  /** @throws {Refusal} CF-12303, CF-12304, CF-12305. */
  check(certificate: Certificate, otherCertificates?: readonly Certificate[]): Promise<void>;
}

/**
 * @param options.rootsDirectory Roots that the agencies trust (.crt .cer .pem .der), with `intermediates/`.
 * Revocation is asked only of the sandbox itself: the lists of other authorities may be out of reach.
 */
export function createCertificateGate(
  context: SandboxContext,
  options: { readonly rootsDirectory: string },
): CertificateGate {
  const verifier = createVerifier({
    trust: createTrustStore({ directory: options.rootsDirectory, reloadAfterMs: 2_000 }),
    revocation: {
      mode: "ifAvailable",
      allowedHosts: [`127.0.0.1:${context.port}`, `localhost:${context.port}`],
      fetch: (url, init) => fetch(url, init),
      timeoutMs: 3_000,
    },
    clock: context,
  });
  return {
    async check(certificate, otherCertificates = []) {
      try {
        await verifier.check({ certificate, otherCertificates, purpose: "login" });
      } catch (error) {
        if (error instanceof CertificateExpiredError) throw new Refusal("expired");
        if (error instanceof CertificateRevokedError) throw new Refusal("revoked");
        if (error instanceof CertificateNotYetValidError) {
          throw new Refusal("wrongCertificate", "유효기간이 시작되지 않은 인증서입니다.");
        }
        throw new Refusal("wrongCertificate", error instanceof Error ? error.name : "");
      }
    },
  };
}
