import { createHash, verify } from "node:crypto";
import { type Bytes, equalBytes, toHex, utf8 } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { knownCertificate, publicKeyOf } from "./certificate_cache.ts";
import { contextTag, type DerElement, readDer, TAG } from "./der_reader.ts";
import { childAt, objectIdentifierOf, timeOf, unsignedBytes } from "./der_values.ts";
import { DIGEST, PKCS } from "./oids.ts";
import { requireStrongKey } from "./rsa_verification.ts";
import { SignatureInvalidError, WeakKeyError } from "./verification_errors.ts";

export interface VerifiedText {
  /** The signer's certificate, as embedded. Its chain is not checked yet: verifier.check() does. */
  readonly certificate: Certificate;
  readonly otherCertificates: readonly Certificate[];
  /** The time that the signer claims. */
  readonly signedAt?: Date;
}

const SIZE_MAX = 64 * 1024;
const CERTIFICATE_COUNT_MAX = 8;

/**
 * Checks CMS SignedData (RFC 5652) over exactly this text: one signer, signed attributes, SHA-256 or better, RSA ≥ 2048.
 * pkijs accepts signatures without signed attributes and answers in other ways for each fault, so this is our own.
 * @throws {SignatureInvalidError} when anything differs.
 * @throws {WeakKeyError} when the key or digest is too weak.
 * @throws {LimitExceededError} over 64 KB.
 * @throws {DamagedFileError} when it is not DER.
 */
export function verifySignedText(
  { cms, text }: { cms: Uint8Array; text: string },
): Promise<VerifiedText> {
  return Promise.resolve().then(() => verifySync(cms, text));
}

function verifySync(cms: Uint8Array, text: string): VerifiedText {
  const { content, certificates, signerInfo } = readSignedData(cms);
  if (!equalBytes(content, utf8(text))) throw new SignatureInvalidError("it signs another text");
  const signer = readSigner(signerInfo);
  const certificate = findSigner(signer.identifier, certificates);
  requireStrongKey(certificate);
  const signedAt = checkAttributes(signer, { content, certificate });
  // The attributes are signed with the tag of a SET, not with the context tag (RFC 5652 §5.4).
  const signed = signer.attributes.bytes.slice();
  signed[0] = TAG.set;
  if (!verify(signer.digest, signed, publicKeyOf(certificate), signer.signature)) {
    throw new SignatureInvalidError("it was not made with the key of its certificate");
  }
  return {
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

function readSignedData(cms: Uint8Array): SignedData {
  const root = readDer(cms, { sizeMax: SIZE_MAX });
  if (objectIdentifierOf(childAt(root, 0)) !== PKCS.signedData) {
    throw new SignatureInvalidError("it is not signed data");
  }
  const signedData = childAt(childAt(root, 1, contextTag(0)), 0, TAG.sequence);
  const encapsulated = childAt(signedData, 2, TAG.sequence);
  if (objectIdentifierOf(childAt(encapsulated, 0)) !== PKCS.data) {
    throw new SignatureInvalidError("its content is not data");
  }
  const contentField = encapsulated.children[1];
  if (!contentField) throw new SignatureInvalidError("it does not hold its text");
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
  const digestOid = objectIdentifierOf(childAt(childAt(signerInfo, 2, TAG.sequence), 0));
  const digest = STRONG_DIGESTS[digestOid];
  if (!digest) throw new WeakKeyError(`the digest "${digestOid}" is not accepted`);
  const attributes = childAt(signerInfo, 3);
  if (attributes.tag !== contextTag(0)) {
    throw new SignatureInvalidError("it has no signed attributes");
  }
  const algorithmOid = objectIdentifierOf(childAt(childAt(signerInfo, 4, TAG.sequence), 0));
  if (!SIGNATURE_OIDS[digest].includes(algorithmOid)) {
    throw new WeakKeyError(`the algorithm "${algorithmOid}" is not accepted`);
  }
  return {
    identifier: childAt(signerInfo, 1),
    digest,
    attributes,
    signature: childAt(signerInfo, 5, TAG.octetString).content,
  };
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
  { content, certificate }: { content: Bytes; certificate: Certificate },
): Date | undefined {
  const attributes = readAttributes(signer.attributes);
  const contentType = attributes.get(PKCS.contentType);
  if (!contentType || objectIdentifierOf(contentType) !== PKCS.data) {
    throw new SignatureInvalidError("its content type is not signed");
  }
  const digest = attributes.get(PKCS.messageDigest);
  if (!digest || !equalBytes(digest.content, hash(signer.digest, content))) {
    throw new SignatureInvalidError("its digest is not that of its text");
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
  const oid = hasAlgorithm ? objectIdentifierOf(childAt(first, 0)) : DIGEST.sha256;
  const digest = STRONG_DIGESTS[oid];
  const expected = hasAlgorithm ? second : first;
  return digest !== undefined && expected?.tag === TAG.octetString &&
    equalBytes(expected.content, hash(digest, certificate.der));
}

function hash(digest: StrongDigest, bytes: Bytes): Uint8Array {
  return createHash(digest).update(bytes).digest();
}
