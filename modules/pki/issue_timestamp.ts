import type { Bytes } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import { attribute, writeSignedData } from "./cms_writer.ts";
import { type DerElement, readDer, TAG } from "./der_reader.ts";
import { booleanOf, childAt, objectIdentifierOf } from "./der_values.ts";
import {
  generalizedTime,
  integer,
  objectIdentifier,
  sequence,
  time,
  writeElement,
} from "./der_writer.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { type Issuer, serialNumber } from "./issuer.ts";
import { DIGEST, PKCS } from "./oids.ts";
import { rsaSigner } from "./rsa_signing.ts";

export interface TimestampAnswerOptions {
  /** TimeStampReq, DER. */
  readonly request: Uint8Array;
  /** A service certificate "timestamp". */
  readonly authority: Issuer;
  readonly at: Date;
  readonly serialHex: string;
  readonly policyOid?: string;
  /** Certificates between the authority and the root. */
  readonly otherCertificates?: readonly Uint8Array[];
}

const REQUEST_BYTES_MAX = 16 * 1024;
/** An arc for examples: this authority promises nothing. */
const DEFAULT_POLICY_OID = "1.3.6.1.4.1.99999.1.1";

/** Answers a time stamp request (RFC 3161); a broken one with rejection. */
export async function answerTimestamp(options: TimestampAnswerOptions): Promise<Bytes> {
  try {
    return await answer(options);
  } catch (error) {
    const isBroken = error instanceof DamagedFileError || error instanceof LimitExceededError;
    if (!isBroken) throw error;
    const badDataFormat = writeElement(TAG.bitString, Uint8Array.of(2, 0b100));
    return sequence(sequence(integer(REJECTION), badDataFormat));
  }
}

const GRANTED = 0;
const REJECTION = 2;

async function answer(options: TimestampAnswerOptions): Promise<Bytes> {
  const { authority, at, serialHex, policyOid, otherCertificates = [] } = options;
  const request = readDer(options.request, { sizeMax: REQUEST_BYTES_MAX });
  const imprint = readImprint(childAt(request, 1, TAG.sequence));
  const rest = request.children.slice(2);
  const policy = rest.find((field) => field.tag === TAG.objectIdentifier);
  const nonce = rest.find((field) => field.tag === TAG.integer);
  const wish = rest.find((field) => field.tag === TAG.boolean);
  const content = sequence(
    integer(1),
    policy?.bytes ?? objectIdentifier(policyOid ?? DEFAULT_POLICY_OID),
    imprint.bytes,
    serialNumber(serialHex),
    generalizedTime(at),
    ...(nonce ? [nonce.bytes] : []),
  );
  const token = await writeSignedData({
    certificate: readCertificate(authority.certificate),
    otherCertificates: otherCertificates.map(readCertificate),
    contentTypeOid: PKCS.timestampToken,
    content,
    extraAttributes: [attribute(PKCS.signingTime, time(at))],
    includesCertificates: wish !== undefined && booleanOf(wish),
    sign: await rsaSigner(authority.pkcs8),
  });
  return sequence(sequence(integer(GRANTED)), token);
}

function readImprint(imprint: DerElement): DerElement {
  const oid = objectIdentifierOf(childAt(childAt(imprint, 0), 0));
  const digest = childAt(imprint, 1, TAG.octetString).content;
  if (oid !== DIGEST.sha256 || digest.length !== 32) {
    throw new DamagedFileError("the digest to stamp is not SHA-256");
  }
  return imprint;
}
