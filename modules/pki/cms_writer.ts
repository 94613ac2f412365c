import { type Bytes, fromHex } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import {
  algorithmIdentifier,
  explicit,
  implicit,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from "./der_writer.ts";
import { DIGEST, PKCS } from "./oids.ts";

export interface SignedDataOptions {
  readonly certificate: Certificate;
  readonly otherCertificates: readonly Certificate[];
  readonly contentTypeOid: string;
  readonly content: Uint8Array;
  /** Attributes beside contentType, messageDigest and signingCertificateV2. */
  readonly extraAttributes: readonly Uint8Array[];
  /** Whether the certificates go along; they do where this is absent. */
  readonly includesCertificates?: boolean;
  /** RSASSA-PKCS1-v1_5 with SHA-256 over the attributes. */
  readonly sign: (signed: Bytes) => Promise<Bytes>;
}

/** CMS SignedData (RFC 5652) with its content inside and one signer. */
export async function writeSignedData(options: SignedDataOptions): Promise<Bytes> {
  const { certificate, otherCertificates, contentTypeOid, content } = options;
  const attributes = setOf(
    attribute(PKCS.contentType, objectIdentifier(contentTypeOid)),
    attribute(PKCS.messageDigest, octetString(await sha256(content))),
    attribute(PKCS.signingCertificateV2, await signingCertificate(certificate)),
    ...options.extraAttributes,
  );
  const signature = await options.sign(attributes);
  const digestAlgorithm = algorithmIdentifier(DIGEST.sha256, nullValue());
  const signerInfo = sequence(
    integer(1),
    issuerAndSerialNumber(certificate),
    digestAlgorithm,
    implicit(0, attributes),
    algorithmIdentifier(PKCS.rsaEncryption, nullValue()),
    octetString(signature),
  );
  const certificates = setOf(certificate.der, ...otherCertificates.map((other) => other.der));
  const signedData = sequence(
    // Version 3 belongs to every content that is not plain data (RFC 5652 §5.1).
    integer(contentTypeOid === PKCS.data ? 1 : 3),
    setOf(digestAlgorithm),
    sequence(objectIdentifier(contentTypeOid), explicit(0, octetString(content))),
    ...(options.includesCertificates === false ? [] : [implicit(0, certificates)]),
    setOf(signerInfo),
  );
  return sequence(objectIdentifier(PKCS.signedData), explicit(0, signedData));
}

export function attribute(oid: string, value: Uint8Array): Bytes {
  return sequence(objectIdentifier(oid), setOf(value));
}

function issuerAndSerialNumber(certificate: Certificate): Bytes {
  return sequence(certificate.issuer.der, integer(fromHex(certificate.serialHex)));
}

/** ESSCertIDv2 (RFC 5035 §3): binds the signature to this very certificate. */
async function signingCertificate(certificate: Certificate): Promise<Bytes> {
  const issuerSerial = sequence(
    sequence(explicit(4, certificate.issuer.der)),
    integer(fromHex(certificate.serialHex)),
  );
  return sequence(sequence(sequence(octetString(await sha256(certificate.der)), issuerSerial)));
}

async function sha256(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
}
