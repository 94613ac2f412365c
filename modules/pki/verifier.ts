import { buildChain } from "./chain.ts";
import type { Certificate } from "./certificate.ts";
import { fingerprintOf } from "./certificate_cache.ts";
import { createLimitedMap } from "./limited_map.ts";
import { type CertificatePolicy, policyOf } from "./policies.ts";
import {
  createRevocationChecker,
  type RevocationEvidence,
  type RevocationOptions,
} from "./revocation.ts";
import { requireStrongKey } from "./rsa_verification.ts";
import { confirmChain } from "./second_opinion.ts";
import type { TrustedCertificates, TrustStore } from "./trust_store.ts";
import {
  CertificateExpiredError,
  CertificateNotYetValidError,
  ChainInvalidError,
  KeyUsageError,
  PolicyNotAllowedError,
} from "./verification_errors.ts";

export type CertificatePurpose = "login" | "sign";

export interface VerifierOptions {
  readonly trust: TrustStore;
  readonly revocation: RevocationOptions;
  readonly clock: { now(): Date };
  readonly policyOverrides?: readonly CertificatePolicy[];
  /** Where absent: every known policy of a person or company. Unknown, server and authority policies are refused. */
  readonly policyIsAllowed?: (policy: CertificatePolicy, purpose: CertificatePurpose) => boolean;
}

export interface CertificateCheck {
  readonly certificate: Certificate;
  /** From the signature; they help to find the way to a root, and are not trusted. */
  readonly otherCertificates?: readonly Certificate[];
  readonly purpose: CertificatePurpose;
  /** The moment to check for; the clock's now where absent. */
  readonly at?: Date;
}

export interface CheckedCertificate {
  readonly certificate: Certificate;
  /** Leaf first, root last. */
  readonly chain: readonly Certificate[];
  readonly policy: CertificatePolicy;
  readonly revocation: RevocationEvidence;
}

export interface Verifier {
  /**
   * Checks a certificate for a purpose: chain to a trusted root, validity, key usage, policy and revocation.
   * @throws {ChainInvalidError | CertificateExpiredError | CertificateNotYetValidError | CertificateRevokedError}
   * @throws {RevocationUnknownError | KeyUsageError | WeakKeyError | PolicyNotAllowedError}
   */
  check(check: CertificateCheck): Promise<CheckedCertificate>;
  /** Forgets chains and revocation lists. */
  clearCaches(): void;
}

const CHAIN_COUNT_MAX = 10_000;

export function createVerifier(options: VerifierOptions): Verifier {
  const revocation = createRevocationChecker(options.revocation);
  const chains = createLimitedMap<KnownChain>(CHAIN_COUNT_MAX);

  return {
    async check({ certificate, otherCertificates = [], purpose, at = options.clock.now() }) {
      const trusted = await options.trust.load(options.clock.now());
      const chain = await chainOf({ certificate, otherCertificates, at, trusted }, chains);
      checkKeyUsage(certificate, purpose);
      const policy = policyOf(certificate, options.policyOverrides);
      if (!(options.policyIsAllowed ?? isUserPolicy)(policy, purpose)) {
        throw new PolicyNotAllowedError(certificate.policyOids);
      }
      const evidence = await revocation.check({ certificate, issuer: chain[1]!, at });
      if (options.revocation.checksAuthorities) {
        for (let depth = 1; depth < chain.length - 1; depth++) {
          const authority = { certificate: chain[depth]!, issuer: chain[depth + 1]!, at };
          await revocation.check(authority);
        }
      }
      return { certificate, chain, policy, revocation: evidence };
    },
    clearCaches() {
      chains.clear();
      revocation.clear();
    },
  };
}

/** A chain whose signatures were checked, and the time in which all its certificates are valid. */
interface KnownChain {
  readonly chain: readonly Certificate[];
  readonly trustVersion: number;
  readonly validFrom: number;
  readonly validUntil: number;
}

async function chainOf(
  { certificate, otherCertificates, at, trusted }: {
    certificate: Certificate;
    otherCertificates: readonly Certificate[];
    at: Date;
    trusted: TrustedCertificates;
  },
  chains: ReturnType<typeof createLimitedMap<KnownChain>>,
): Promise<readonly Certificate[]> {
  const fingerprint = fingerprintOf(certificate.der);
  const known = chains.get(fingerprint);
  const now = at.getTime();
  const holds = known?.trustVersion === trusted.version && known.validFrom <= now &&
    now <= known.validUntil;
  if (holds) return known.chain;
  requireStrongKey(certificate);
  const intermediates = [...trusted.intermediates, ...otherCertificates];
  const chain = buildChain(certificate, { roots: trusted.roots, intermediates, at });
  checkValidity(chain, at);
  await confirmChain(chain, at);
  chains.set(fingerprint, {
    chain,
    trustVersion: trusted.version,
    validFrom: Math.max(...chain.map(({ notBefore }) => notBefore.getTime())),
    validUntil: Math.min(...chain.map(({ notAfter }) => notAfter.getTime())),
  });
  return chain;
}

function checkValidity([leaf, ...authorities]: readonly Certificate[], at: Date): void {
  if (leaf && at < leaf.notBefore) throw new CertificateNotYetValidError(leaf.notBefore);
  if (leaf && at > leaf.notAfter) throw new CertificateExpiredError(leaf.notAfter);
  for (const authority of authorities) {
    if (at < authority.notBefore || at > authority.notAfter) {
      throw new ChainInvalidError("the certificate of an authority is not valid at this time");
    }
  }
}

function checkKeyUsage({ keyUsage }: Certificate, purpose: CertificatePurpose): void {
  if (!keyUsage.digitalSignature) throw new KeyUsageError("digitalSignature");
  if (purpose === "sign" && !keyUsage.nonRepudiation) throw new KeyUsageError("nonRepudiation");
}

function isUserPolicy({ kind, use }: CertificatePolicy): boolean {
  return (kind === "personal" || kind === "corporate") && use !== "unknown" && use !== "server";
}
