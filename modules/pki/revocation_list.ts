import { type Bytes, toHex } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { addressesOf, readExtension } from "./certificate_extensions.ts";
import { contextTag, type DerElement, readDer, readHeader, TAG } from "./der_reader.ts";
import {
  booleanOf,
  childAt,
  expectTag,
  numberOf,
  objectIdentifierOf,
  timeOf,
  unsignedBytes,
  wholeBitString,
} from "./der_values.ts";
import { type DistinguishedName, isSameName, readDistinguishedName } from "./distinguished_name.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { EXTENSION } from "./oids.ts";
import { isSignedBy } from "./rsa_verification.ts";

export interface Revocation {
  readonly revokedAt: Date;
  /** Name of RFC 5280 §5.3.1. */
  readonly reason: string;
}

/** A decoded CRL. What it does not understand makes it unusable instead of incomplete. */
export interface RevocationList {
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
  /** By serial number as in Certificate.serialHex. */
  readonly revoked: ReadonlyMap<string, Revocation>;
  /** Addresses of the issuing distribution point; undefined when the list covers everything. */
  readonly pointUrls?: readonly string[];
  readonly coversUsers: boolean;
  readonly coversAuthorities: boolean;
  readonly signatureAlgorithmOid: string;
  readonly signedDer: Bytes;
  readonly signature: Bytes;
}

export const REVOCATION_LIST_BYTES_MAX = 16 * 1024 * 1024;
const ENTRY_COUNT_MAX = 500_000;

const REASONS = [
  "unspecified",
  "keyCompromise",
  "cACompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
  "certificateHold",
  "unspecified",
  "removeFromCRL",
  "privilegeWithdrawn",
  "aACompromise",
] as const;

/** The name of a reason code. */
export function revocationReason(code: number): string {
  return REASONS[code] ?? REASONS[0];
}

/**
 * Reads a complete CRL (RFC 5280 §5), DER.
 * @throws {DamagedFileError} when it is none, is only a delta, or limits itself in a way that is not understood.
 * @throws {LimitExceededError} over 16 MB or 500,000 entries.
 */
export function readRevocationList(der: Bytes): RevocationList {
  if (der.length > REVOCATION_LIST_BYTES_MAX) {
    throw new LimitExceededError("size", REVOCATION_LIST_BYTES_MAX, der.length);
  }
  const [signedDer, algorithm, signatureElement] = childrenOf(der, TAG.sequence);
  if (!signedDer || !algorithm || !signatureElement) throw new DamagedFileError("it is no CRL");
  const fields = childrenOf(signedDer, TAG.sequence);
  if (fields[0]?.[0] === TAG.integer) fields.shift();
  const [innerAlgorithm, issuer, thisUpdate, ...rest] = fields;
  if (!innerAlgorithm || !issuer || !thisUpdate || toHex(innerAlgorithm) !== toHex(algorithm)) {
    throw new DamagedFileError("it is no CRL");
  }
  const isTime = (field?: Bytes) =>
    field?.[0] === TAG.utcTime || field?.[0] === TAG.generalizedTime;
  const nextUpdate = isTime(rest[0]) ? rest.shift() : undefined;
  const entries = rest[0]?.[0] === TAG.sequence ? rest.shift() : undefined;
  const extensions = rest[0]?.[0] === contextTag(0) ? rest.shift() : undefined;
  return {
    issuer: readDistinguishedName(readDer(issuer)),
    thisUpdate: timeOf(readDer(thisUpdate)),
    ...(nextUpdate ? { nextUpdate: timeOf(readDer(nextUpdate)) } : {}),
    revoked: readEntries(entries),
    ...readScope(extensions ? readDer(extensions).children[0] : undefined),
    signatureAlgorithmOid: objectIdentifierOf(childAt(readDer(algorithm), 0)),
    signedDer,
    signature: wholeBitString(readDer(signatureElement)),
  };
}

/** The encodings inside an element, without a tree of all that is below: lists are long. */
function childrenOf(encoded: Bytes, tag: number, countMax = 16): Bytes[] {
  const header = readHeader(encoded, 0, encoded.length);
  if (header.tag !== tag || header.end !== encoded.length) {
    throw new DamagedFileError("a field has another type than expected");
  }
  const children: Bytes[] = [];
  for (let offset = header.contentStart; offset < header.end;) {
    const { end } = readHeader(encoded, offset, header.end);
    children.push(encoded.subarray(offset, end));
    if (children.length > countMax) {
      throw new LimitExceededError("element count", countMax, children.length);
    }
    offset = end;
  }
  return children;
}

function readEntries(entries: Bytes | undefined): Map<string, Revocation> {
  const revoked = new Map<string, Revocation>();
  if (!entries) return revoked;
  for (const encoded of childrenOf(entries, TAG.sequence, ENTRY_COUNT_MAX)) {
    const entry = readDer(encoded);
    const serialHex = toHex(unsignedBytes(childAt(entry, 0)));
    let reason = revocationReason(0);
    for (const element of entry.children[2]?.children ?? []) {
      const { oid, isCritical, value } = readExtension(element);
      if (oid === EXTENSION.reasonCode) reason = revocationReason(numberOf(readDer(value)));
      else if (isCritical) throw new DamagedFileError("an entry has an unknown critical extension");
    }
    revoked.set(serialHex, { revokedAt: timeOf(childAt(entry, 1)), reason });
  }
  return revoked;
}

const DELTA_INDICATOR = "2.5.29.27";

function readScope(
  extensions: DerElement | undefined,
): Pick<RevocationList, "pointUrls" | "coversUsers" | "coversAuthorities"> {
  let scope: Pick<RevocationList, "pointUrls" | "coversUsers" | "coversAuthorities"> = {
    coversUsers: true,
    coversAuthorities: true,
  };
  for (const element of extensions?.children ?? []) {
    const { oid, isCritical, value } = readExtension(element);
    if (oid === EXTENSION.issuingDistributionPoint) scope = readIssuingPoint(readDer(value));
    else if (oid === DELTA_INDICATOR) throw new DamagedFileError("it is only a delta");
    else if (
      isCritical && oid !== EXTENSION.crlNumber && oid !== EXTENSION.authorityKeyIdentifier
    ) {
      throw new DamagedFileError("it has an unknown critical extension");
    }
  }
  return scope;
}

/** IssuingDistributionPoint (RFC 5280 §5.2.5). */
function readIssuingPoint(
  point: DerElement,
): Pick<RevocationList, "pointUrls" | "coversUsers" | "coversAuthorities"> {
  const field = (number: number, isConstructed = false) =>
    expectTag(point, TAG.sequence).children.find((child) =>
      child.tag === contextTag(number, isConstructed)
    );
  const flag = (number: number) => {
    const found = field(number);
    return found !== undefined && booleanOf({ ...found, tag: TAG.boolean });
  };
  if (field(3) || flag(4) || flag(5)) {
    throw new DamagedFileError("it covers only some reasons or other issuers");
  }
  const name = field(0, true)?.children[0];
  return {
    ...(name ? { pointUrls: addressesOf(name) } : {}),
    coversUsers: !flag(2),
    coversAuthorities: !flag(1),
  };
}

/**
 * Whether the list speaks about this certificate: signed by its issuer, and for its distribution point.
 * @throws {WeakKeyError} when it is signed with a weak key or algorithm.
 */
export function isListFor(
  list: RevocationList,
  { certificate, issuer, url }: { certificate: Certificate; issuer: Certificate; url: string },
): boolean {
  return isInScope(list, certificate, url) && isSameName(list.issuer, certificate.issuer) &&
    issuer.keyUsage.crlSign && isSignedBy({
      signer: issuer,
      signatureAlgorithmOid: list.signatureAlgorithmOid,
      signed: list.signedDer,
      signature: list.signature,
    });
}

/** Whether the list covers this kind of certificate and its distribution point. */
export function isInScope(list: RevocationList, certificate: Certificate, url: string): boolean {
  const covers = certificate.isAuthority ? list.coversAuthorities : list.coversUsers;
  return covers && (!list.pointUrls || list.pointUrls.includes(url));
}
