/**
 * A small certification authority for the sandbox and for tests: certificates, revocation lists,
 * OCSP and time stamp answers with any dates. Never for production trust.
 * @module
 */
import type { Bytes } from "./bytes.ts";
import type { OpenedKey } from "./opened_key.ts";

/** A certificate with its private key, both as bytes so that they can be stored. */
export interface Issuer {
  readonly certificate: Bytes;
  readonly pkcs8: Bytes;
}

export interface RsaKeyPair {
  readonly spki: Bytes;
  readonly pkcs8: Bytes;
}

export interface SubjectName {
  readonly country?: string;
  readonly organization?: string;
  readonly organizationalUnit?: string;
  readonly commonName: string;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** modulusBits: 2048 where absent. */
export declare function generateRsaKeyPair(modulusBits?: number): Promise<RsaKeyPair>;

export declare function issueRoot(
  options: Validity & { subject: SubjectName; keyPair: RsaKeyPair; serialHex?: string },
): Promise<Issuer>;

export declare function issueAuthority(
  options: Validity & {
    issuer: Issuer;
    subject: SubjectName;
    keyPair: RsaKeyPair;
    serialHex?: string;
    pathLengthMax?: number;
    crlUrls?: readonly string[];
  },
): Promise<Issuer>;

export declare function issueUserCertificate(
  options: Validity & {
    issuer: Issuer;
    subject: SubjectName;
    spki: Uint8Array;
    serialHex?: string;
    policyOid: string;
    realName?: string;
    /** From computeVid(). */
    vid?: Uint8Array;
    crlUrls?: readonly string[];
    ocspUrls?: readonly string[];
    /** "sign" (signCert) where absent; "keyManagement" makes a kmCert. */
    usage?: "sign" | "keyManagement";
  },
): Promise<Bytes>;

export declare function issueServiceCertificate(
  options: Validity & {
    issuer: Issuer;
    subject: SubjectName;
    keyPair: RsaKeyPair;
    service: "ocsp" | "timestamp";
    serialHex?: string;
  },
): Promise<Issuer>;

/** The OpenedKey of a new key pair and R, ready for writeKeyFile() and writePfx(). */
export declare function openedKeyOf(keyPair: RsaKeyPair, randomNum?: Uint8Array): OpenedKey;

export interface RevokedEntry {
  readonly serialHex: string;
  readonly revokedAt: Date;
  /** RFC 5280 §5.3.1 code, e.g. 1 keyCompromise. */
  readonly reasonCode?: number;
}

export declare function issueRevocationList(
  options: {
    issuer: Issuer;
    crlNumber: number;
    thisUpdate: Date;
    nextUpdate: Date;
    revoked: readonly RevokedEntry[];
    /** Adds an issuing distribution point with this address. */
    distributionPointUrl?: string;
  },
): Promise<Bytes>;

export type OcspStatus = "good" | "unknown" | { revokedAt: Date; reasonCode?: number };

export declare function answerOcsp(
  options: {
    request: Uint8Array;
    issuerCertificate: Uint8Array;
    /** The CA itself or a service certificate "ocsp". */
    responder: Issuer;
    producedAt: Date;
    nextUpdate: Date;
    statusOf: (serialHex: string) => OcspStatus;
  },
): Promise<Bytes>;

export declare function answerTimestamp(
  options: {
    request: Uint8Array;
    authority: Issuer;
    at: Date;
    serialHex: string;
    policyOid?: string;
    otherCertificates?: readonly Uint8Array[];
  },
): Promise<Bytes>;

/** Opens what encryptForGateway() made, with the gateway's own key. @throws {DamagedFileError} */
export declare function decryptGatewaySecret(privateKeyPkcs8: Uint8Array, base64: string): string;
export { computeVid } from "./vid.ts";
