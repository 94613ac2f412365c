import { fromBER } from "asn1js";
import { Certificate as PkijsCertificate, ContentInfo, SignedData } from "pkijs";
import { type Bytes, equalBytes, owned, toHex } from "./bytes.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
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
import { toPkijs } from "./second_opinion.ts";
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
 * @throws {DamagedFileError | LimitExceededError} when it is broken.
 */
export async function verifyTimestamp(check: TimestampCheck): Promise<VerifiedTimestamp> {
  const root = readDer(check.response);
  const status = numberOf(childAt(childAt(root, 0, TAG.sequence), 0));
  if (status > 1) throw new SignatureInvalidError(`the authority refused with status "${status}"`);
  const token = childAt(root, 1, TAG.sequence);
  const { signedData, certificates } = parseToken(token);
  const content = tokenContent(signedData);
  checkContent(content, check);
  const at = timeOf(childAt(content, 4));
  const signer = await verifySignature({ signedData, certificates, check, at });
  return {
    at,
    signer,
    serialHex: toHex(unsignedBytes(childAt(content, 3))),
    policyOid: objectIdentifierOf(childAt(content, 1)),
  };
}

function parseToken(token: DerElement): { signedData: SignedData; certificates: Certificate[] } {
  const info = new ContentInfo({ schema: fromBER(token.bytes.slice().buffer).result });
  if (info.contentType !== PKCS.signedData) {
    throw new SignatureInvalidError("it is not signed data");
  }
  const signedData = new SignedData({ schema: info.content });
  const certificates = (signedData.certificates ?? [])
    .filter((certificate) => certificate instanceof PkijsCertificate)
    .map((certificate) => readCertificate(new Uint8Array(certificate.toSchema().toBER())));
  return { signedData, certificates };
}

function tokenContent(signedData: SignedData): DerElement {
  const { eContentType, eContent } = signedData.encapContentInfo;
  if (eContentType !== PKCS.timestampToken || !eContent) {
    throw new SignatureInvalidError("it is not a time stamp");
  }
  return readDer(new Uint8Array(eContent.getValue()));
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

async function verifySignature(
  { signedData, certificates, check, at }: {
    signedData: SignedData;
    certificates: readonly Certificate[];
    check: TimestampCheck;
    at: Date;
  },
): Promise<Certificate> {
  const [signerInfo] = signedData.signerInfos;
  if (!signerInfo?.signedAttrs || signedData.signerInfos.length !== 1) {
    throw new SignatureInvalidError("it has not exactly one signer with signed attributes");
  }
  const { roots, intermediates = [] } = check;
  const signer = certificates.find((certificate) =>
    certificate.extendedKeyUsageOids.includes(USAGE.timestamping)
  );
  if (!signer) throw new ChainInvalidError("its signer is not a time stamping authority");
  const helpers = [...intermediates, ...certificates.filter((other) => other !== signer)];
  const chain = buildChain(signer, { roots, intermediates: helpers });
  if (chain.some(({ notBefore, notAfter }) => at < notBefore || at > notAfter)) {
    throw new ChainInvalidError("a certificate was not valid at the stamped time");
  }
  const result = await signatureResult(signedData, chain, at);
  if (!result || !equalBytes(result, signer.der)) {
    throw new SignatureInvalidError("it was not made with the key of its authority");
  }
  return signer;
}

/** The certificate that pkijs verified with; pkijs throws on some faults and answers false on others. */
async function signatureResult(
  signedData: SignedData,
  chain: readonly Certificate[],
  at: Date,
): Promise<Bytes | undefined> {
  try {
    const verified = await signedData.verify({
      signer: 0,
      checkChain: true,
      trustedCerts: chain.slice(1).map(toPkijs),
      checkDate: at,
      extendedMode: true,
    });
    if (!verified.signatureVerified || !verified.signerCertificate) return undefined;
    return owned(new Uint8Array(verified.signerCertificate.toSchema().toBER()));
  } catch {
    return undefined;
  }
}
