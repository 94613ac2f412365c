import { createHash, verify } from "node:crypto";
import { type Bytes, equalBytes, toHex } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { knownCertificate, publicKeyOf } from "./certificate_cache.ts";
import { contextTag, type DerElement, TAG } from "./der_reader.ts";
import { childAt, numberOf, objectIdentifierOf, timeOf, unsignedBytes } from "./der_values.ts";
import { DIGEST, PKCS } from "./oids.ts";
import { requireStrongKey } from "./rsa_verification.ts";
import { SignatureInvalidError, WeakKeyError } from "./verification_errors.ts";

export interface VerifiedContent {
  readonly content: Bytes;
  /** The signer's certificate, as embedded. Its chain is not checked. */
  readonly certificate: Certificate;
  readonly otherCertificates: readonly Certificate[];
  /** The time that the signer claims. */
  readonly signedAt?: Date;
}

const CERTIFICATE_COUNT_MAX = 8;

/**
 * Checks CMS SignedData (RFC 5652) with its content inside: one signer, signed attributes, SHA-256 or better, RSA ≥ 2048.
 * pkijs accepts signatures without signed attributes and answers in other ways for each fault, so this is our own.
 * @param root The ContentInfo, read as strict DER.
 * @throws {SignatureInvalidError | WeakKeyError | DamagedFileError}
 */
export function verifySignedData(
  root: DerElement,
  { contentTypeOid, expectedContent }: { contentTypeOid: string; expectedContent?: Bytes },
): VerifiedContent {
  const { content, certificates, signerInfo } = readSignedData(root, contentTypeOid);
  if (expectedContent && !equalBytes(content, expectedContent)) {
    throw new SignatureInvalidError("it signs another text");
  }
  const signer = readSigner(signerInfo);
  const certificate = findSigner(signer.identifier, certificates);
  requireStrongKey(certificate);
  const signedAt = checkAttributes(signer, { contentTypeOid, content, certificate });
  // The attributes are signed with the tag of a SET, not with the context tag (RFC 5652 §5.4).
  const signed = signer.attributes.bytes.slice();
  signed[0] = TAG.set;
  if (!verify(signer.digest, signed, publicKeyOf(certificate), signer.signature)) {
    throw new SignatureInvalidError("it was not made with the key of its certificate");
  }
  return {
    content,
    certificate,
    otherCertificates: certificates.filter((other) => other !== certificate),
    ...(signedAt ? { signedAt } : {}),
  };
}

interface SignedData {
  readonly content: Bytes;
  readonly certificates: readonly Certificate[];
  readonly signerInfo: DerElement;
}

function readSignedData(root: DerElement, contentTypeOid: string): SignedData {
  if (objectIdentifierOf(childAt(root, 0)) !== PKCS.signedData) {
    throw new SignatureInvalidError("it is not signed data");
  }
  const signedData = childAt(childAt(root, 1, contextTag(0)), 0, TAG.sequence);
  const encapsulated = childAt(signedData, 2, TAG.sequence);
  if (objectIdentifierOf(childAt(encapsulated, 0)) !== contentTypeOid) {
    throw new SignatureInvalidError("its content is of another type");
  }
  const contentField = encapsulated.children[1];
  if (!contentField) throw new SignatureInvalidError("it does not hold its content");
  const certificateSet = signedData.children.find((field) => field.tag === contextTag(0));
  const encodings = certificateSet?.children ?? [];
  if (encodings.length === 0 || encodings.length > CERTIFICATE_COUNT_MAX) {
    throw new SignatureInvalidError("it holds no certificate, or too many");
  }
  const signerInfos = childAt(signedData, signedData.children.length - 1, TAG.set).children;
  const [signerInfo] = signerInfos;
  if (!signerInfo || signerInfos.length !== 1) {
    throw new SignatureInvalidError(`it has "${signerInfos.length}" signers instead of one`);
  }
  return {
    content: childAt(contentField, 0, TAG.octetString).content,
    certificates: encodings.map((encoding) => knownCertificate(encoding.bytes)),
    signerInfo,
  };
}

type StrongDigest = "sha256" | "sha384" | "sha512";

interface Signer {
  readonly identifier: DerElement;
  readonly digest: StrongDigest;
  readonly attributes: DerElement;
  readonly signature: Bytes;
}

const STRONG_DIGESTS: Readonly<Record<string, StrongDigest>> = {
  [DIGEST.sha256]: "sha256",
  [DIGEST.sha384]: "sha384",
  [DIGEST.sha512]: "sha512",
};

/** What signatureAlgorithm may say for each digest. */
const SIGNATURE_OIDS: Readonly<Record<StrongDigest, readonly string[]>> = {
  sha256: [PKCS.rsaEncryption, PKCS.sha256WithRsa],
  sha384: [PKCS.rsaEncryption, PKCS.sha384WithRsa],
  sha512: [PKCS.rsaEncryption, PKCS.sha512WithRsa],
};

function readSigner(signerInfo: DerElement): Signer {
  const identifier = childAt(signerInfo, 1);
  // RFC 5652 §5.3: version 1 names the certificate by issuer and serial number, version 3 by its key.
  const version = identifier.tag === TAG.sequence ? 1 : 3;
  if (numberOf(childAt(signerInfo, 0)) !== version) {
    throw new SignatureInvalidError("its version does not fit how it names its signer");
  }
  const digestOid = plainAlgorithm(childAt(signerInfo, 2));
  const digest = STRONG_DIGESTS[digestOid];
  if (!digest) throw new WeakKeyError(`the digest "${digestOid}" is not accepted`);
  const attributes = childAt(signerInfo, 3);
  if (attributes.tag !== contextTag(0)) {
    throw new SignatureInvalidError("it has no signed attributes");
  }
  const algorithmOid = plainAlgorithm(childAt(signerInfo, 4));
  if (!SIGNATURE_OIDS[digest].includes(algorithmOid)) {
    throw new WeakKeyError(`the algorithm "${algorithmOid}" is not accepted`);
  }
  return {
    identifier,
    digest,
    attributes,
    signature: childAt(signerInfo, 5, TAG.octetString).content,
  };
}

/** The identifier of an algorithm whose parameters are absent or NULL, as all that are accepted here. */
function plainAlgorithm(algorithm: DerElement): string {
  const oid = objectIdentifierOf(childAt(algorithm, 0));
  const parameters = algorithm.children[1];
  const isPlain = algorithm.tag === TAG.sequence && algorithm.children.length <= 2 &&
    (!parameters || (parameters.tag === TAG.null && parameters.content.length === 0));
  if (!isPlain) throw new WeakKeyError(`the parameters of "${oid}" are not accepted`);
  return oid;
}

/** By issuer and serial number, or by subject key identifier (RFC 5652 §5.3). */
function findSigner(
  identifier: DerElement,
  certificates: readonly Certificate[],
): Certificate {
  const matches = identifier.tag === contextTag(0, false)
    ? certificates.filter(({ subjectKeyIdentifier }) =>
      subjectKeyIdentifier && equalBytes(subjectKeyIdentifier, identifier.content)
    )
    : certificates.filter(({ issuer, serialHex }) =>
      equalBytes(issuer.der, childAt(identifier, 0).bytes) &&
      serialHex === toHex(unsignedBytes(childAt(identifier, 1)))
    );
  const [certificate] = matches;
  if (!certificate || matches.length !== 1) {
    throw new SignatureInvalidError("the certificate of its signer is not there");
  }
  return certificate;
}

/** Content type, message digest and signing certificate must be right; returns the signing time. */
function checkAttributes(
  signer: Signer,
  { contentTypeOid, content, certificate }: {
    contentTypeOid: string;
    content: Bytes;
    certificate: Certificate;
  },
): Date | undefined {
  const attributes = readAttributes(signer.attributes);
  const contentType = attributes.get(PKCS.contentType);
  if (!contentType || objectIdentifierOf(contentType) !== contentTypeOid) {
    throw new SignatureInvalidError("its content type is not signed");
  }
  const digest = attributes.get(PKCS.messageDigest);
  if (!digest || !equalBytes(digest.content, hash(signer.digest, content))) {
    throw new SignatureInvalidError("its digest is not that of its content");
  }
  const signingCertificate = attributes.get(PKCS.signingCertificateV2);
  if (signingCertificate && !isCertificateOf(signingCertificate, certificate)) {
    throw new SignatureInvalidError("it was made for another certificate");
  }
  const signingTime = attributes.get(PKCS.signingTime);
  return signingTime ? timeOf(signingTime) : undefined;
}

function readAttributes(set: DerElement): Map<string, DerElement> {
  const attributes = new Map<string, DerElement>();
  for (const attribute of set.children) {
    const oid = objectIdentifierOf(childAt(attribute, 0));
    const values = childAt(attribute, 1, TAG.set).children;
    const [value] = values;
    if (!value || values.length !== 1 || attributes.has(oid)) {
      throw new SignatureInvalidError("a signed attribute stands twice");
    }
    attributes.set(oid, value);
  }
  return attributes;
}

/** The first ESSCertIDv2 names the signer's certificate (RFC 5035 §3); its default digest is SHA-256. */
function isCertificateOf(signingCertificate: DerElement, certificate: Certificate): boolean {
  const essCertId = childAt(childAt(signingCertificate, 0, TAG.sequence), 0, TAG.sequence);
  const [first, second] = essCertId.children;
  const hasAlgorithm = first?.tag === TAG.sequence;
  const oid = hasAlgorithm ? plainAlgorithm(first) : DIGEST.sha256;
  const digest = STRONG_DIGESTS[oid];
  const expected = hasAlgorithm ? second : first;
  return digest !== undefined && expected?.tag === TAG.octetString &&
    equalBytes(expected.content, hash(digest, certificate.der));
}

function hash(digest: StrongDigest, bytes: Bytes): Uint8Array {
  return createHash(digest).update(bytes).digest();
}
