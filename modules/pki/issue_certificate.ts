import { sha1 } from "@noble/hashes/legacy.js";
import { type Bytes, utf8 } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import { TAG } from "./der_reader.ts";
import {
  algorithmIdentifier,
  asciiString,
  booleanTrue,
  explicit,
  implicit,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
  time,
  utf8String,
  writeElement,
} from "./der_writer.ts";
import {
  type Issuer,
  publicKeyBits,
  type RsaKeyPair,
  serialNumber,
  signatureAlgorithm,
  signedSequence,
} from "./issuer.ts";
import { DIGEST, EXTENSION, KOREAN, USAGE } from "./oids.ts";

export interface SubjectName {
  /** "KR" where absent. */
  readonly country?: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
  readonly commonName: string;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface NewCertificate extends Validity {
  readonly subject: SubjectName;
  /** Random where absent. */
  readonly serialHex?: string;
}

/** A self-signed root. */
export async function issueRoot(
  options: NewCertificate & { keyPair: RsaKeyPair },
): Promise<Issuer> {
  const { spki, pkcs8 } = options.keyPair;
  const extensions = [
    basicConstraints(),
    keyUsage(KEY_CERT_SIGN | CRL_SIGN),
    subjectKeyIdentifier(spki),
  ];
  const certificate = await issue({ ...options, spki, extensions, issuer: { pkcs8 } });
  return { certificate, pkcs8 };
}

/** A certification authority below a root, with the anyPolicy that Korean ones have. */
export async function issueAuthority(
  options: NewCertificate & {
    issuer: Issuer;
    keyPair: RsaKeyPair;
    pathLengthMax?: number;
    crlUrls?: readonly string[];
  },
): Promise<Issuer> {
  const { issuer, keyPair: { spki, pkcs8 }, pathLengthMax = 0, crlUrls = [] } = options;
  const extensions = [
    basicConstraints(pathLengthMax),
    keyUsage(KEY_CERT_SIGN | CRL_SIGN),
    subjectKeyIdentifier(spki),
    authorityKeyIdentifier(issuer.certificate),
    certificatePolicies("2.5.29.32.0"),
    ...crlDistributionPoints(crlUrls),
  ];
  return { certificate: await issue({ ...options, spki, extensions, issuer }), pkcs8 };
}

export interface NewUserCertificate extends NewCertificate {
  readonly issuer: Issuer;
  readonly spki: Uint8Array;
  readonly policyOid: string;
  readonly realName?: string;
  /** From computeVid() with SHA-256. */
  readonly vid?: Uint8Array;
  readonly crlUrls?: readonly string[];
  readonly ocspUrls?: readonly string[];
  /** "sign" (signCert) where absent; "keyManagement" makes a kmCert. */
  readonly usage?: "sign" | "keyManagement";
}

/** A subscriber's certificate, laid out as the Korean joint certificate. */
export async function issueUserCertificate(options: NewUserCertificate): Promise<Bytes> {
  const { issuer, spki, policyOid, realName, vid, crlUrls = [], ocspUrls = [] } = options;
  const isForSignatures = options.usage !== "keyManagement";
  const extensions = [
    authorityKeyIdentifier(issuer.certificate),
    subjectKeyIdentifier(spki),
    keyUsage(isForSignatures ? DIGITAL_SIGNATURE | NON_REPUDIATION : KEY_ENCIPHERMENT),
    certificatePolicies(policyOid),
    ...(realName === undefined ? [] : [identifyData(realName, vid)]),
    ...crlDistributionPoints(crlUrls),
    ...authorityInfoAccess(ocspUrls),
  ];
  return await issue({ ...options, extensions });
}

/** A certificate of a service of the authority: an OCSP responder or a time stamping authority. */
export async function issueServiceCertificate(
  options: NewCertificate & {
    issuer: Issuer;
    keyPair: RsaKeyPair;
    service: "ocsp" | "timestamp";
  },
): Promise<Issuer> {
  const { issuer, keyPair: { spki, pkcs8 }, service } = options;
  const usage = sequence(
    objectIdentifier(service === "ocsp" ? USAGE.ocspSigning : USAGE.timestamping),
  );
  const extensions = [
    authorityKeyIdentifier(issuer.certificate),
    subjectKeyIdentifier(spki),
    keyUsage(DIGITAL_SIGNATURE),
    extension({
      oid: EXTENSION.extendedKeyUsage,
      isCritical: service === "timestamp",
      value: usage,
    }),
    ...(service === "ocsp"
      ? [extension({ oid: USAGE.ocspNoCheck, value: writeElement(TAG.null) })]
      : []),
  ];
  return { certificate: await issue({ ...options, spki, extensions, issuer }), pkcs8 };
}

async function issue(
  options: NewCertificate & {
    spki: Uint8Array;
    extensions: readonly Uint8Array[];
    /** Without a certificate it signs itself. */
    issuer: { readonly certificate?: Uint8Array; readonly pkcs8: Uint8Array };
  },
): Promise<Bytes> {
  const { subject, serialHex, notBefore, notAfter, spki, extensions, issuer } = options;
  const subjectName = distinguishedName(subject);
  const signed = sequence(
    explicit(0, integer(2)),
    serialNumber(serialHex),
    signatureAlgorithm(),
    issuer.certificate ? readCertificate(issuer.certificate).subject.der : subjectName,
    sequence(time(notBefore), time(notAfter)),
    subjectName,
    spki,
    explicit(3, sequence(...extensions)),
  );
  return await signedSequence({ signed, pkcs8: issuer.pkcs8 });
}

function distinguishedName(name: SubjectName): Bytes {
  const { country = "KR", organization, organizationalUnit, commonName } = name;
  const attribute = (oid: string, value: Uint8Array) =>
    setOf(sequence(objectIdentifier(oid), value));
  return sequence(
    attribute("2.5.4.6", asciiString(TAG.printableString, country)),
    ...(organization ? [attribute("2.5.4.10", utf8String(organization))] : []),
    ...(organizationalUnit ? [attribute("2.5.4.11", utf8String(organizationalUnit))] : []),
    attribute("2.5.4.3", utf8String(commonName)),
  );
}

export function extension(
  { oid, value, isCritical = false }: { oid: string; value: Uint8Array; isCritical?: boolean },
): Bytes {
  return sequence(
    objectIdentifier(oid),
    ...(isCritical ? [booleanTrue()] : []),
    octetString(value),
  );
}

function basicConstraints(pathLengthMax?: number): Bytes {
  const value = sequence(
    booleanTrue(),
    ...(pathLengthMax === undefined ? [] : [integer(pathLengthMax)]),
  );
  return extension({ oid: EXTENSION.basicConstraints, isCritical: true, value });
}

/** Bits of KeyUsage in its first byte. */
const DIGITAL_SIGNATURE = 0x80;
const NON_REPUDIATION = 0x40;
const KEY_ENCIPHERMENT = 0x20;
const KEY_CERT_SIGN = 0x04;
const CRL_SIGN = 0x02;

function keyUsage(bits: number): Bytes {
  const unusedBits = 31 - Math.clz32(bits & -bits);
  const value = writeElement(TAG.bitString, Uint8Array.of(unusedBits, bits));
  return extension({ oid: EXTENSION.keyUsage, isCritical: true, value });
}

function subjectKeyIdentifier(spki: Uint8Array): Bytes {
  const value = octetString(sha1(publicKeyBits(spki)));
  return extension({ oid: EXTENSION.subjectKeyIdentifier, value });
}

/** keyIdentifier of the issuer's certificate. */
export function authorityKeyIdentifier(issuerCertificate: Uint8Array): Bytes {
  const { subjectKeyIdentifier: keyId, publicKey } = readCertificate(issuerCertificate);
  const bytes = keyId ?? sha1(publicKeyBits(publicKey.spki));
  const value = sequence(implicit(0, octetString(bytes)));
  return extension({ oid: EXTENSION.authorityKeyIdentifier, value });
}

function certificatePolicies(policyOid: string): Bytes {
  const value = sequence(sequence(objectIdentifier(policyOid)));
  return extension({ oid: EXTENSION.certificatePolicies, isCritical: true, value });
}

/** IdentifyData with realName and, where there is one, the virtual id (KCAC.TS.SIVID). */
function identifyData(realName: string, vid?: Uint8Array): Bytes {
  const userInfo = vid
    ? [sequence(sequence(
      objectIdentifier(KOREAN.vid),
      sequence(algorithmIdentifier(DIGEST.sha256), explicit(0, octetString(vid))),
    ))]
    : [];
  const data = sequence(utf8String(realName), ...userInfo);
  const otherName = implicit(
    0,
    sequence(objectIdentifier(KOREAN.identifyData), explicit(0, data)),
  );
  return extension({ oid: EXTENSION.subjectAltName, value: sequence(otherName) });
}

function crlDistributionPoints(urls: readonly string[]): Bytes[] {
  if (urls.length === 0) return [];
  const points = urls.map((url) => sequence(explicit(0, explicit(0, address(url)))));
  return [extension({ oid: EXTENSION.crlDistributionPoints, value: sequence(...points) })];
}

function authorityInfoAccess(ocspUrls: readonly string[]): Bytes[] {
  if (ocspUrls.length === 0) return [];
  const accesses = ocspUrls.map((url) =>
    sequence(objectIdentifier(USAGE.ocspAccess), address(url))
  );
  return [extension({ oid: EXTENSION.authorityInfoAccess, value: sequence(...accesses) })];
}

/** GeneralName uniformResourceIdentifier. */
export function address(url: string): Bytes {
  return writeElement(0x86, utf8(url));
}
