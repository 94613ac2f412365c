import { type Bytes, equalBytes, toHex } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { buildChain } from "./chain.ts";
import { type DerElement, readDer, TAG } from "./der_reader.ts";
import { childAt, numberOf, objectIdentifierOf, timeOf, unsignedBytes } from "./der_values.ts";
import {
  algorithmIdentifier,
  booleanTrue,
  integer,
  nullValue,
  octetString,
  sequence,
} from "./der_writer.ts";
import { DIGEST, PKCS, USAGE } from "./oids.ts";
import { type VerifiedContent, verifySignedData } from "./signed_data.ts";
import { ChainInvalidError, SignatureInvalidError } from "./verification_errors.ts";

export interface VerifiedTimestamp {
  readonly at: Date;
  readonly serialHex: string;
  readonly policyOid: string;
  /** Certificate of the time stamping authority. */
  readonly signer: Certificate;
}

export interface TimestampCheck {
  /** TimeStampResp, DER. */
  readonly response: Uint8Array;
  readonly messageSha256: Uint8Array;
  /** The nonce of the request, when it had one. */
  readonly nonce?: Uint8Array;
  readonly roots: readonly Certificate[];
  readonly intermediates?: readonly Certificate[];
}

/** A time stamp request (TimeStampReq of RFC 3161) for a SHA-256 digest that asks for the certificate too. */
export function timestampRequest(
  { messageSha256, nonce }: { messageSha256: Uint8Array; nonce?: Uint8Array },
): Bytes {
  return sequence(
    integer(1),
    sequence(algorithmIdentifier(DIGEST.sha256, nullValue()), octetString(messageSha256)),
    ...(nonce ? [integer(nonce)] : []),
    booleanTrue(),
  );
}

/**
 * Checks a time stamp response (RFC 3161) over a SHA-256 digest; the chain is checked for the stamped time.
 * @throws {SignatureInvalidError} when it was refused, is about something else or wrongly signed.
 * @throws {ChainInvalidError} when its signer is not trusted for time stamps.
 * @throws {WeakKeyError | DamagedFileError | LimitExceededError} when it is weak or broken.
 */
export function verifyTimestamp(check: TimestampCheck): Promise<VerifiedTimestamp> {
  return Promise.resolve().then(() => verifySync(check));
}

function verifySync(check: TimestampCheck): VerifiedTimestamp {
  const root = readDer(check.response);
  const status = numberOf(childAt(childAt(root, 0, TAG.sequence), 0));
  if (status > 1) throw new SignatureInvalidError(`the authority refused with status "${status}"`);
  const verified = verifySignedData(childAt(root, 1, TAG.sequence), {
    contentTypeOid: PKCS.timestampToken,
  });
  const content = readDer(verified.content);
  checkContent(content, check);
  const at = timeOf(childAt(content, 4));
  checkSigner(verified, check, at);
  return {
    at,
    signer: verified.certificate,
    serialHex: toHex(unsignedBytes(childAt(content, 3))),
    policyOid: objectIdentifierOf(childAt(content, 1)),
  };
}

function checkContent(content: DerElement, { messageSha256, nonce }: TimestampCheck): void {
  const imprint = childAt(content, 2, TAG.sequence);
  const isSameDigest = objectIdentifierOf(childAt(childAt(imprint, 0), 0)) === DIGEST.sha256 &&
    equalBytes(childAt(imprint, 1, TAG.octetString).content, messageSha256);
  if (!isSameDigest) throw new SignatureInvalidError("it stamps another digest");
  if (!nonce) return;
  const found = content.children.slice(5).find((field) => field.tag === TAG.integer);
  if (!found || !equalBytes(found.bytes, integer(nonce))) {
    throw new SignatureInvalidError("it answers another request");
  }
}

/** RFC 3161 §2.3: the certificate is for time stamping and for nothing else. */
function checkSigner(
  { certificate, otherCertificates }: VerifiedContent,
  { roots, intermediates = [] }: TimestampCheck,
  at: Date,
): void {
  const usages = certificate.extendedKeyUsageOids;
  if (usages.length !== 1 || usages[0] !== USAGE.timestamping) {
    throw new ChainInvalidError("its signer is not a time stamping authority");
  }
  const helpers = [...intermediates, ...otherCertificates];
  const chain = buildChain(certificate, { roots, intermediates: helpers, at });
  if (chain.some(({ notBefore, notAfter }) => at < notBefore || at > notAfter)) {
    throw new ChainInvalidError("a certificate was not valid at the stamped time");
  }
}
