import { type Bytes, toHex } from "./bytes.ts";
import { type CertificateExtensions, readExtensions } from "./certificate_extensions.ts";
import { contextTag, type DerElement, readDer, TAG } from "./der_reader.ts";
import {
  childAt,
  expectTag,
  objectIdentifierOf,
  timeOf,
  unsignedBytes,
  wholeBitString,
} from "./der_values.ts";
import {
  authorityDisplayName,
  type DistinguishedName,
  personOfCommonName,
  readDistinguishedName,
} from "./distinguished_name.ts";
import { DamagedFileError } from "./errors.ts";
import { PKCS } from "./oids.ts";
import { readPemOrDer } from "./pem.ts";

export type { KeyUsage, VirtualId } from "./certificate_extensions.ts";
export type { DistinguishedName } from "./distinguished_name.ts";

const SIZE_MAX = 64 * 1024;

/** A public key; modulus and exponent are empty and modulusBits is 0 when it is not RSA. */
export interface PublicKey {
  readonly algorithmOid: string;
  readonly modulusBits: number;
  readonly modulus: Bytes;
  readonly exponent: Bytes;
  /** SubjectPublicKeyInfo. */
  readonly spki: Bytes;
}

/** A decoded X.509 certificate with the parts that Korean joint certificates add. */
export interface Certificate extends CertificateExtensions {
  readonly der: Bytes;
  /** Lower-case hexadecimal of the unsigned number, whole bytes, without leading zero bytes. */
  readonly serialHex: string;
  readonly issuer: DistinguishedName;
  /** Korean name of the certification authority, or its own name where it is not known. */
  readonly issuerDisplayName: string;
  readonly subject: DistinguishedName;
  /** realName, or the common name without its "()" and digits. */
  readonly displayName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly publicKey: PublicKey;
  readonly signatureAlgorithmOid: string;
  readonly signature: Bytes;
  /** The signed part (TBSCertificate). */
  readonly signedDer: Bytes;
}

/**
 * Reads an X.509 certificate, DER or PEM.
 * @throws {DamagedFileError} when it is not a certificate.
 * @throws {LimitExceededError} when it is larger than 64 KB or nested too deeply.
 */
export function readCertificate(bytes: Uint8Array): Certificate {
  const labels = ["CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"];
  // A copy keeps what is read safe from later changes of the caller's buffer.
  const der = readPemOrDer(bytes, { sizeMax: SIZE_MAX, labels }).der.slice();
  const root = expectTag(readDer(der, { sizeMax: SIZE_MAX }), TAG.sequence);
  const signed = childAt(root, 0, TAG.sequence);
  const algorithm = childAt(root, 1, TAG.sequence);
  const start = signed.children[0]?.tag === contextTag(0) ? 1 : 0;
  const innerAlgorithm = childAt(signed, start + 1, TAG.sequence);
  if (toHex(innerAlgorithm.bytes) !== toHex(algorithm.bytes)) {
    throw new DamagedFileError("its two signature algorithms differ");
  }
  const validity = childAt(signed, start + 3, TAG.sequence);
  const issuer = readDistinguishedName(childAt(signed, start + 2));
  const subject = readDistinguishedName(childAt(signed, start + 4));
  const extensions = readExtensions(
    signed.children.find((field) => field.tag === contextTag(3))?.children[0],
  );
  return {
    ...extensions,
    der,
    serialHex: toHex(unsignedBytes(childAt(signed, start))),
    issuer,
    issuerDisplayName: authorityDisplayName(issuer),
    subject,
    displayName: extensions.realName || personOfCommonName(subject.commonName),
    notBefore: timeOf(childAt(validity, 0)),
    notAfter: timeOf(childAt(validity, 1)),
    publicKey: readPublicKey(childAt(signed, start + 5, TAG.sequence)),
    signatureAlgorithmOid: objectIdentifierOf(childAt(algorithm, 0)),
    signature: wholeBitString(childAt(root, 2)),
    signedDer: signed.bytes,
  };
}

/** @throws {DamagedFileError} when it is no SubjectPublicKeyInfo. */
export function readPublicKey(spki: DerElement): PublicKey {
  const algorithmOid = objectIdentifierOf(childAt(childAt(spki, 0, TAG.sequence), 0));
  const keyBytes = wholeBitString(childAt(spki, 1));
  const common = { algorithmOid, spki: spki.bytes };
  if (algorithmOid !== PKCS.rsaEncryption) {
    const empty = new Uint8Array();
    return { ...common, modulusBits: 0, modulus: empty, exponent: empty };
  }
  const key = expectTag(readDer(keyBytes), TAG.sequence);
  const modulus = unsignedBytes(childAt(key, 0));
  return {
    ...common,
    modulus,
    exponent: unsignedBytes(childAt(key, 1)),
    modulusBits: modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24,
  };
}
