import { sha1 } from "@noble/hashes/legacy.js";
import { type Bytes, equalBytes, fromHex } from "./bytes.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { readExtension } from "./certificate_extensions.ts";
import { contextTag, type DerElement, readDer, TAG } from "./der_reader.ts";
import {
  childAt,
  expectTag,
  numberOf,
  objectIdentifierOf,
  timeOf,
  wholeBitString,
} from "./der_values.ts";
import {
  algorithmIdentifier,
  explicit,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from "./der_writer.ts";
import { DamagedFileError } from "./errors.ts";
import { DIGEST, USAGE } from "./oids.ts";
import { revocationReason } from "./revocation_list.ts";
import { isSignedBy } from "./rsa_verification.ts";

export interface OcspQuestion {
  readonly certificate: Certificate;
  readonly issuer: Certificate;
  /** Random, so that an old answer cannot be replayed. */
  readonly nonce: Uint8Array;
}

export type OcspAnswer =
  & { readonly producedAt: Date; readonly thisUpdate: Date; readonly nextUpdate?: Date }
  & (
    | { readonly status: "good" | "unknown" }
    | { readonly status: "revoked"; readonly revokedAt: Date; readonly reason: string }
  );

/** OCSPRequest for one certificate (RFC 6960 §4.1). */
export function ocspRequest({ certificate, issuer, nonce }: OcspQuestion): Bytes {
  const nonceExtension = sequence(
    objectIdentifier(USAGE.ocspNonce),
    octetString(octetString(nonce)),
  );
  return sequence(sequence(
    sequence(sequence(certId(certificate, issuer))),
    explicit(2, sequence(nonceExtension)),
  ));
}

/** CertID with SHA-1, which every responder knows; it only names the certificate. */
function certId(certificate: Certificate, issuer: Certificate): Bytes {
  const keyBits = wholeBitString(childAt(readDer(issuer.publicKey.spki), 1));
  return sequence(
    algorithmIdentifier(DIGEST.sha1, nullValue()),
    octetString(sha1(issuer.subject.der)),
    octetString(sha1(keyBits)),
    integer(fromHex(certificate.serialHex)),
  );
}

const ANSWER_BYTES_MAX = 64 * 1024;

/**
 * Reads and checks an OCSP answer: signed by the issuer or by a responder that the issuer appointed.
 * @throws {DamagedFileError} when it is broken, refuses, or speaks about something else.
 * @throws {WeakKeyError} when it is signed with a weak key or algorithm.
 */
export function readOcspAnswer(encoded: Bytes, question: OcspQuestion, at: Date): OcspAnswer {
  const root = readDer(encoded, { sizeMax: ANSWER_BYTES_MAX });
  if (numberOf(childAt(root, 0, TAG.enumerated)) !== 0) {
    throw new DamagedFileError("the responder refuses to answer");
  }
  const body = childAt(childAt(root, 1, contextTag(0)), 0, TAG.sequence);
  if (objectIdentifierOf(childAt(body, 0)) !== USAGE.ocspBasic) {
    throw new DamagedFileError("the answer is of an unknown type");
  }
  const basic = readDer(childAt(body, 1, TAG.octetString).content);
  const data = childAt(basic, 0, TAG.sequence);
  const isSigned = isSignedBy({
    signer: findResponder(basic, question.issuer, at),
    signatureAlgorithmOid: objectIdentifierOf(childAt(childAt(basic, 1), 0)),
    signed: data.bytes,
    signature: wholeBitString(childAt(basic, 2)),
  });
  if (!isSigned) throw new DamagedFileError("the answer's signature is wrong");
  return readResponseData(data, question);
}

/** The issuer itself, or a certificate for OCSP signing that the issuer signed (RFC 6960 §4.2.2.2). */
function findResponder(basic: DerElement, issuer: Certificate, at: Date): Certificate {
  const data = childAt(basic, 0);
  const identifier = data.children.find((field) =>
    field.tag === contextTag(1) || field.tag === contextTag(2)
  );
  if (!identifier) throw new DamagedFileError("the answer does not name its responder");
  const embedded = basic.children.find((field) => field.tag === contextTag(0))?.children[0];
  const candidates = [
    issuer,
    ...(embedded?.children ?? []).slice(0, 4).map((encoding) => readCertificate(encoding.bytes)),
  ];
  const responder = candidates.find((candidate) => isNamed(candidate, identifier));
  if (!responder) throw new DamagedFileError("the responder's certificate is not there");
  const isIssuer = equalBytes(responder.der, issuer.der);
  if (!isIssuer && !isAppointed(responder, issuer, at)) {
    throw new DamagedFileError("the issuer did not appoint the responder");
  }
  return responder;
}

function isNamed(candidate: Certificate, identifier: DerElement): boolean {
  const value = childAt(identifier, 0);
  if (identifier.tag === contextTag(1)) return equalBytes(value.bytes, candidate.subject.der);
  const keyBits = wholeBitString(childAt(readDer(candidate.publicKey.spki), 1));
  return equalBytes(expectTag(value, TAG.octetString).content, sha1(keyBits));
}

function isAppointed(responder: Certificate, issuer: Certificate, at: Date): boolean {
  const { signatureAlgorithmOid, signedDer: signed, signature } = responder;
  return responder.extendedKeyUsageOids.includes(USAGE.ocspSigning) &&
    responder.notBefore <= at && at <= responder.notAfter &&
    equalBytes(responder.issuer.der, issuer.subject.der) &&
    isSignedBy({ signer: issuer, signatureAlgorithmOid, signed, signature });
}

function readResponseData(data: DerElement, question: OcspQuestion): OcspAnswer {
  checkNonce(data, question.nonce);
  const producedAt = data.children.find((field) => field.tag === TAG.generalizedTime);
  const responses = data.children.find((field) => field.tag === TAG.sequence)?.children ?? [];
  const asked = readDer(certId(question.certificate, question.issuer));
  const single = responses.find((response) => isSameCertId(childAt(response, 0), asked));
  if (!producedAt || !single) throw new DamagedFileError("the answer is about other certificates");
  const nextUpdate = single.children.find((field) => field.tag === contextTag(0));
  return {
    producedAt: timeOf(producedAt),
    thisUpdate: timeOf(childAt(single, 2)),
    ...(nextUpdate ? { nextUpdate: timeOf(childAt(nextUpdate, 0)) } : {}),
    ...readStatus(childAt(single, 1)),
  };
}

/** Some responders write the digest's AlgorithmIdentifier without NULL: only the values are compared. */
function isSameCertId(one: DerElement, other: DerElement): boolean {
  const oid = (id: DerElement) => objectIdentifierOf(childAt(childAt(id, 0), 0));
  return oid(one) === oid(other) &&
    [1, 2, 3].every((index) => equalBytes(childAt(one, index).bytes, childAt(other, index).bytes));
}

/** A responder may leave the nonce out, but not answer with another one. */
function checkNonce(data: DerElement, nonce: Uint8Array): void {
  const extensions = data.children.find((field) =>
    field.tag === contextTag(1) &&
    field.children[0]?.children[0]?.tag === TAG.sequence
  )?.children[0];
  for (const element of extensions?.children ?? []) {
    const { oid, value } = readExtension(element);
    if (oid !== USAGE.ocspNonce) continue;
    if (!equalBytes(value, octetString(nonce))) {
      throw new DamagedFileError("the answer is for another question");
    }
  }
}

function readStatus(
  status: DerElement,
): { status: "good" | "unknown" } | { status: "revoked"; revokedAt: Date; reason: string } {
  if (status.tag === contextTag(0, false)) return { status: "good" };
  if (status.tag !== contextTag(1)) return { status: "unknown" };
  const reason = status.children[1];
  return {
    status: "revoked",
    revokedAt: timeOf(childAt(status, 0)),
    reason: revocationReason(reason ? numberOf(childAt(reason, 0, TAG.enumerated)) : 0),
  };
}
