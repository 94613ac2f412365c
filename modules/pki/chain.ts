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
  /** Certificates that are valid then are tried before the others. */
  readonly at: Date;
}

/**
 * Finds a way from a certificate to a trusted root, signature by signature (RFC 5280 §6). Where an
 * authority has several certificates of one key, a way that breaks no rule is taken before one that does.
 * @returns Leaf first, root last.
 * @throws {ChainInvalidError} when there is none.
 * @throws {WeakKeyError} when the only way leads over a weak key.
 */
export function buildChain(leaf: Certificate, material: ChainMaterial): Certificate[] {
  const roots = validFirst(material.roots, material.at);
  const intermediates = validFirst(material.intermediates, material.at);
  let attemptCount = 0;
  let firstProblem: ChainInvalidError | undefined;

  function climb(path: readonly Certificate[]): Certificate[] | undefined {
    const current = path[path.length - 1]!;
    for (const root of roots) {
      if (!isIssuer(root, current)) continue;
      const chain = [...path, root];
      const problem = problemOf(chain);
      if (problem === undefined) return chain;
      firstProblem ??= problem;
    }
    if (path.length >= CHAIN_LENGTH_MAX - 1) return undefined;
    for (const candidate of intermediates) {
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
      throw firstProblem ?? new ChainInvalidError("too many certificates claim to be its issuer");
    }
    const { signatureAlgorithmOid, signedDer: signed, signature } = issued;
    return isSignedBy({ signer: candidate, signatureAlgorithmOid, signed, signature });
  }

  const chain = climb([leaf]);
  if (!chain) throw firstProblem ?? new ChainInvalidError("it does not lead to a trusted root");
  return chain;
}

function validFirst(certificates: readonly Certificate[], at: Date): readonly Certificate[] {
  const isValid = ({ notBefore, notAfter }: Certificate) => notBefore <= at && at <= notAfter;
  return certificates.toSorted((one, other) => Number(isValid(other)) - Number(isValid(one)));
}

/** Name, and key identifier where both have one (RFC 5280 §4.2.1.1). */
function isNamedAsIssuer(candidate: Certificate, issued: Certificate): boolean {
  if (!isSameName(candidate.subject, issued.issuer)) return false;
  const { authorityKeyIdentifier } = issued;
  const { subjectKeyIdentifier } = candidate;
  return !authorityKeyIdentifier || !subjectKeyIdentifier ||
    equalBytes(authorityKeyIdentifier, subjectKeyIdentifier);
}

/** Of the certificates by themselves and of their place in the chain; leaf first. */
function problemOf([leaf, ...authorities]: readonly Certificate[]): ChainInvalidError | undefined {
  const problems = [
    leafProblem(leaf!),
    ...authorities.map((authority, below) => authorityProblem(authority, below)),
  ];
  const problem = problems.find((reason) => reason !== undefined);
  return problem === undefined ? undefined : new ChainInvalidError(problem);
}

function leafProblem(leaf: Certificate): string | undefined {
  return criticalProblem(leaf) ??
    (leaf.isAuthority ? "it is an authority's certificate" : undefined);
}

/** @param below Authorities between this one and the leaf. */
function authorityProblem(authority: Certificate, below: number): string | undefined {
  const unknown = criticalProblem(authority);
  if (unknown !== undefined) return unknown;
  if (!authority.isAuthority) return "its issuer is no authority";
  if (!authority.keyUsage.keyCertSign) return "its issuer may not sign certificates";
  const { pathLengthMax } = authority;
  if (pathLengthMax === undefined || below <= pathLengthMax) return undefined;
  return "too many authorities stand below one of its issuers";
}

function criticalProblem({ unknownCriticalOids }: Certificate): string | undefined {
  const [oid] = unknownCriticalOids;
  return oid === undefined ? undefined : `the critical extension "${oid}" is not known`;
}
