import { equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { isSameName } from "./distinguished_name.ts";
import { isSignedBy } from "./rsa_verification.ts";
import { ChainInvalidError } from "./verification_errors.ts";

const CHAIN_LENGTH_MAX = 6;
/** Signatures that a search may check: a pile of look-alike authorities must not cost more. */
const ATTEMPT_COUNT_MAX = 32;

export interface ChainMaterial {
  readonly roots: readonly Certificate[];
  /** Untrusted: from the trust folder's helpers and from the signature itself. */
  readonly intermediates: readonly Certificate[];
}

/**
 * Finds a way from a certificate to a trusted root, signature by signature (RFC 5280 §6).
 * @returns Leaf first, root last.
 * @throws {ChainInvalidError} when there is none.
 * @throws {WeakKeyError} when the only way leads over a weak key.
 */
export function buildChain(leaf: Certificate, material: ChainMaterial): Certificate[] {
  let attemptCount = 0;

  function climb(path: readonly Certificate[]): Certificate[] | undefined {
    const current = path[path.length - 1]!;
    for (const root of material.roots) {
      if (isIssuer(root, current)) return [...path, root];
    }
    if (path.length >= CHAIN_LENGTH_MAX - 1) return undefined;
    for (const candidate of material.intermediates) {
      if (path.some((known) => equalBytes(known.der, candidate.der))) continue;
      if (!isIssuer(candidate, current)) continue;
      const chain = climb([...path, candidate]);
      if (chain) return chain;
    }
    return undefined;
  }

  function isIssuer(candidate: Certificate, issued: Certificate): boolean {
    if (!isNamedAsIssuer(candidate, issued)) return false;
    if (++attemptCount > ATTEMPT_COUNT_MAX) {
      throw new ChainInvalidError("too many certificates claim to be its issuer");
    }
    const { signatureAlgorithmOid, signedDer: signed, signature } = issued;
    return isSignedBy({ signer: candidate, signatureAlgorithmOid, signed, signature });
  }

  const chain = climb([leaf]);
  if (!chain) throw new ChainInvalidError("it does not lead to a trusted root");
  checkAuthorities(chain);
  return chain;
}

/** Name, and key identifier where both have one (RFC 5280 §4.2.1.1). */
function isNamedAsIssuer(candidate: Certificate, issued: Certificate): boolean {
  if (!isSameName(candidate.subject, issued.issuer)) return false;
  const { authorityKeyIdentifier } = issued;
  const { subjectKeyIdentifier } = candidate;
  return !authorityKeyIdentifier || !subjectKeyIdentifier ||
    equalBytes(authorityKeyIdentifier, subjectKeyIdentifier);
}

function checkAuthorities(chain: readonly Certificate[]): void {
  chain.forEach((certificate, depth) => {
    if (certificate.unknownCriticalOids.length > 0) {
      throw new ChainInvalidError(
        `the critical extension "${certificate.unknownCriticalOids[0]}" is not known`,
      );
    }
    if (depth === 0) {
      if (certificate.isAuthority) throw new ChainInvalidError("it is an authority's certificate");
      return;
    }
    if (!certificate.isAuthority) throw new ChainInvalidError("its issuer is no authority");
    if (!certificate.keyUsage.keyCertSign) {
      throw new ChainInvalidError("its issuer may not sign certificates");
    }
    // Authorities between this one and the leaf.
    const below = depth - 1;
    if (certificate.pathLengthMax !== undefined && below > certificate.pathLengthMax) {
      throw new ChainInvalidError("too many authorities stand below one of its issuers");
    }
  });
}
