import type { Certificate } from "./certificate.ts";

export interface VerifiedTimestamp {
  readonly at: Date;
  readonly serialHex: string;
  readonly policyOid: string;
  readonly signer: Certificate;
}

/**
 * Checks a time stamp response (RFC 3161) over a SHA-256 digest.
 * @throws {SignatureInvalidError | ChainInvalidError | DamagedFileError}
 */
export declare function verifyTimestamp(
  options: {
    response: Uint8Array;
    messageSha256: Uint8Array;
    /** Lower-case hexadecimal of the request's nonce, when it had one. */
    nonceHex?: string;
    roots: readonly Certificate[];
    intermediates?: readonly Certificate[];
  },
): Promise<VerifiedTimestamp>;

/** A time stamp request (TimeStampReq) for a SHA-256 digest. */
export declare function timestampRequest(
  options: { messageSha256: Uint8Array; nonce?: Uint8Array; asksForCertificate?: boolean },
): Uint8Array<ArrayBuffer>;
