import { sha1 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Bytes, equalBytes, toHex } from "./bytes.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { readExtension } from "./certificate_extensions.ts";
import { contextTag, type DerElement, readDer, TAG } from "./der_reader.ts";
import { childAt, objectIdentifierOf, unsignedBytes } from "./der_values.ts";
import {
  explicit,
  generalizedTime,
  implicit,
  objectIdentifier,
  octetString,
  sequence,
  writeElement,
} from "./der_writer.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { type Issuer, publicKeyBits, signedSequence } from "./issuer.ts";
import { DIGEST, USAGE } from "./oids.ts";
import { extension } from "./issue_certificate.ts";

export type OcspStatus =
  | "good"
  | "unknown"
  | { readonly revokedAt: Date; readonly reasonCode?: number };

export interface OcspAnswerOptions {
  /** OCSPRequest, DER. */
  readonly request: Uint8Array;
  readonly issuerCertificate: Uint8Array;
  /** The authority itself, or a service certificate "ocsp". */
  readonly responder: Issuer;
  readonly producedAt: Date;
  readonly nextUpdate: Date;
  readonly statusOf: (serialHex: string) => OcspStatus;
}

const REQUEST_BYTES_MAX = 16 * 1024;

/** Answers an OCSP request (RFC 6960); a broken one with malformedRequest. */
export async function answerOcsp(options: OcspAnswerOptions): Promise<Bytes> {
  try {
    return await answer(options);
  } catch (error) {
    const isBroken = error instanceof DamagedFileError || error instanceof LimitExceededError;
    if (!isBroken) throw error;
    return sequence(writeElement(TAG.enumerated, Uint8Array.of(MALFORMED_REQUEST)));
  }
}

const SUCCESSFUL = 0;
const MALFORMED_REQUEST = 1;

async function answer(options: OcspAnswerOptions): Promise<Bytes> {
  const { responder, producedAt } = options;
  const root = readDer(options.request, { sizeMax: REQUEST_BYTES_MAX });
  const request = childAt(root, 0, TAG.sequence);
  const list = request.children.find((field) => field.tag === TAG.sequence);
  if (!list) throw new DamagedFileError("the request asks for nothing");
  const issuer = readCertificate(options.issuerCertificate);
  const answers = list.children.map((single) =>
    singleResponse(childAt(single, 0, TAG.sequence), issuer, options)
  );
  const nonce = readNonce(request);
  const keyHash = sha1(publicKeyBits(readCertificate(responder.certificate).publicKey.spki));
  const signed = sequence(
    explicit(2, octetString(keyHash)),
    generalizedTime(producedAt),
    sequence(...answers),
    ...(nonce ? [explicit(1, sequence(extension({ oid: USAGE.ocspNonce, value: nonce })))] : []),
  );
  const basic = await signedSequence({
    signed,
    pkcs8: responder.pkcs8,
    trailer: [explicit(0, sequence(responder.certificate))],
  });
  return sequence(
    writeElement(TAG.enumerated, Uint8Array.of(SUCCESSFUL)),
    explicit(0, sequence(objectIdentifier(USAGE.ocspBasic), octetString(basic))),
  );
}

function singleResponse(
  certId: DerElement,
  issuer: Certificate,
  { producedAt, nextUpdate, statusOf }: OcspAnswerOptions,
): Bytes {
  const serialHex = toHex(unsignedBytes(childAt(certId, 3)));
  const status = isIssuedBy(certId, issuer) ? statusOf(serialHex) : "unknown";
  return sequence(
    certId.bytes,
    certStatus(status),
    generalizedTime(producedAt),
    explicit(0, generalizedTime(nextUpdate)),
  );
}

function isIssuedBy(certId: DerElement, issuer: Certificate): boolean {
  const oid = objectIdentifierOf(childAt(childAt(certId, 0), 0));
  if (oid !== DIGEST.sha1 && oid !== DIGEST.sha256) return false;
  const hash = oid === DIGEST.sha1 ? sha1 : sha256;
  return equalBytes(childAt(certId, 1).content, hash(issuer.subject.der)) &&
    equalBytes(childAt(certId, 2).content, hash(publicKeyBits(issuer.publicKey.spki)));
}

function certStatus(status: OcspStatus): Bytes {
  if (status === "good") return writeElement(contextTag(0, false));
  if (status === "unknown") return writeElement(contextTag(2, false));
  const reason = status.reasonCode === undefined
    ? []
    : [explicit(0, writeElement(TAG.enumerated, Uint8Array.of(status.reasonCode)))];
  return implicit(1, sequence(generalizedTime(status.revokedAt), ...reason));
}

function readNonce(request: DerElement): Bytes | undefined {
  const extensions = request.children.find((field) => field.tag === contextTag(2))?.children[0];
  return (extensions?.children ?? []).map(readExtension)
    .find(({ oid }) => oid === USAGE.ocspNonce)?.value;
}
