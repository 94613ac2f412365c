import type { Bytes } from "./bytes.ts";
import { contextTag, type DerElement, readDer, TAG } from "./der_reader.ts";
import {
  booleanOf,
  childAt,
  expectTag,
  namedBits,
  numberOf,
  objectIdentifierOf,
  textOf,
} from "./der_values.ts";
import { DamagedFileError } from "./errors.ts";
import { DIGEST, EXTENSION, KOREAN, USAGE } from "./oids.ts";

/** Key usage bits of RFC 5280 §4.2.1.3. */
export interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly nonRepudiation: boolean;
  readonly keyEncipherment: boolean;
  readonly dataEncipherment: boolean;
  readonly keyAgreement: boolean;
  readonly keyCertSign: boolean;
  readonly crlSign: boolean;
}

export interface VirtualId {
  readonly hashAlgorithm: "SHA-1" | "SHA-256";
  readonly value: Bytes;
}

export interface CertificateExtensions {
  readonly keyUsage: KeyUsage;
  readonly isAuthority: boolean;
  readonly pathLengthMax?: number;
  readonly policyOids: readonly string[];
  readonly extendedKeyUsageOids: readonly string[];
  readonly realName?: string;
  readonly vid?: VirtualId;
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly authorityKeyIdentifier?: Bytes;
  readonly subjectKeyIdentifier?: Bytes;
  readonly unknownCriticalOids: readonly string[];
}

/** Extensions that a verifier acts on; policyConstraints and nameConstraints are left to pkijs. */
const KNOWN: ReadonlySet<string> = new Set<string>(Object.values(EXTENSION));

/**
 * Reads the extensions of a certificate.
 * @param list The SEQUENCE OF Extension; undefined when the certificate has none.
 * @throws {DamagedFileError} when one is broken or stands twice.
 */
export function readExtensions(list: DerElement | undefined): CertificateExtensions {
  const found = new Map<string, { isCritical: boolean; value: DerElement }>();
  for (const extension of list?.children ?? []) {
    const { oid, isCritical, value } = readExtension(extension);
    if (found.has(oid)) throw new DamagedFileError("an extension stands twice");
    if (KNOWN.has(oid)) found.set(oid, { isCritical, value: readDer(value) });
    else found.set(oid, { isCritical, value: extension });
  }
  const valueOf = (oid: string) => found.get(oid)?.value;
  const constraints = valueOf(EXTENSION.basicConstraints);
  return {
    keyUsage: readKeyUsage(valueOf(EXTENSION.keyUsage)),
    ...readBasicConstraints(constraints),
    policyOids: (valueOf(EXTENSION.certificatePolicies)?.children ?? [])
      .map((policy) => objectIdentifierOf(childAt(policy, 0))),
    extendedKeyUsageOids: (valueOf(EXTENSION.extendedKeyUsage)?.children ?? [])
      .map(objectIdentifierOf),
    ...readIdentity(valueOf(EXTENSION.subjectAltName)),
    crlUrls: readCrlUrls(valueOf(EXTENSION.crlDistributionPoints)),
    ocspUrls: readOcspUrls(valueOf(EXTENSION.authorityInfoAccess)),
    authorityKeyIdentifier: valueOf(EXTENSION.authorityKeyIdentifier)?.children
      .find((field) => field.tag === contextTag(0, false))?.content,
    subjectKeyIdentifier: valueOf(EXTENSION.subjectKeyIdentifier)?.content,
    unknownCriticalOids: [...found].filter(([oid, { isCritical }]) => isCritical && !KNOWN.has(oid))
      .map(([oid]) => oid),
  };
}

/** One Extension of a certificate, a CRL or an OCSP answer. */
export function readExtension(
  extension: DerElement,
): { oid: string; isCritical: boolean; value: Bytes } {
  const [, second] = expectTag(extension, TAG.sequence).children;
  const hasFlag = second?.tag === TAG.boolean;
  return {
    oid: objectIdentifierOf(childAt(extension, 0)),
    isCritical: hasFlag && booleanOf(second),
    value: childAt(extension, hasFlag ? 2 : 1, TAG.octetString).content,
  };
}

function readKeyUsage(value: DerElement | undefined): KeyUsage {
  const bits = value ? namedBits(value) : [];
  const has = (bit: number) => bits[bit] ?? false;
  return {
    digitalSignature: has(0),
    nonRepudiation: has(1),
    keyEncipherment: has(2),
    dataEncipherment: has(3),
    keyAgreement: has(4),
    keyCertSign: has(5),
    crlSign: has(6),
  };
}

function readBasicConstraints(
  value: DerElement | undefined,
): { isAuthority: boolean; pathLengthMax?: number } {
  const [first, second] = value?.children ?? [];
  if (!first) return { isAuthority: false };
  return {
    isAuthority: booleanOf(first),
    ...(second ? { pathLengthMax: numberOf(second) } : {}),
  };
}

/** IdentifyData (KCAC.TS.SIVID) is an otherName in subjectAltName. */
function readIdentity(
  value: DerElement | undefined,
): { realName?: string; vid?: VirtualId } {
  for (const name of value?.children ?? []) {
    if (name.tag !== contextTag(0)) continue;
    if (objectIdentifierOf(childAt(name, 0)) !== KOREAN.identifyData) continue;
    const data = childAt(childAt(name, 1, contextTag(0)), 0, TAG.sequence);
    const vid = readVirtualId(data.children[1]);
    return { realName: textOf(childAt(data, 0)), ...(vid ? { vid } : {}) };
  }
  return {};
}

function readVirtualId(userInfo: DerElement | undefined): VirtualId | undefined {
  for (const attribute of userInfo?.children ?? []) {
    if (objectIdentifierOf(childAt(attribute, 0)) !== KOREAN.vid) continue;
    const vid = childAt(attribute, 1, TAG.sequence);
    const oid = objectIdentifierOf(childAt(childAt(vid, 0, TAG.sequence), 0));
    const value = childAt(childAt(vid, 1, contextTag(0)), 0, TAG.octetString).content;
    // Any other digest is as good as no virtual id: it cannot be checked.
    if (oid === DIGEST.sha256 && value.length === 32) return { hashAlgorithm: "SHA-256", value };
    if (oid === DIGEST.sha1 && value.length === 20) return { hashAlgorithm: "SHA-1", value };
  }
  return undefined;
}

function readCrlUrls(value: DerElement | undefined): string[] {
  return (value?.children ?? []).flatMap((point) => {
    const name = point.children.find((field) => field.tag === contextTag(0));
    const fullName = name?.children.find((field) => field.tag === contextTag(0));
    return addressesOf(fullName);
  });
}

function readOcspUrls(value: DerElement | undefined): string[] {
  return (value?.children ?? [])
    .filter((access) => objectIdentifierOf(childAt(access, 0)) === USAGE.ocspAccess)
    .flatMap((access) => addressesOf(access));
}

/** The uniformResourceIdentifier names among general names. */
export function addressesOf(names: DerElement | undefined): string[] {
  return (names?.children ?? [])
    .filter((name) => name.tag === contextTag(6, false))
    .map((name) => String.fromCharCode(...name.content.subarray(0, 2048)));
}
