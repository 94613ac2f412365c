import type { Bytes } from "./bytes.ts";

/** A distinguished name: the two parts that people read, and the whole as RFC 4514 text. */
export interface DistinguishedName {
  readonly commonName: string;
  readonly organization: string;
  readonly text: string;
  /** The encoded name, for comparisons. */
  readonly der: Bytes;
}

/** Key usage bits of RFC 5280 §4.2.1.3. */
export interface KeyUsage {
  readonly digitalSignature: boolean;
  readonly nonRepudiation: boolean;
  readonly keyEncipherment: boolean;
  readonly dataEncipherment: boolean;
  readonly keyAgreement: boolean;
  readonly keyCertSign: boolean;
  readonly crlSign: boolean;
}

/** A decoded X.509 certificate with the parts that Korean joint certificates add. */
export interface Certificate {
  readonly der: Bytes;
  /** Lower-case hexadecimal without leading zeros bytes. */
  readonly serialHex: string;
  readonly issuer: DistinguishedName;
  /** Korean name of the certification authority, or its own name where it is not known. */
  readonly issuerDisplayName: string;
  readonly subject: DistinguishedName;
  /** The person's or company's name from IdentifyData (subjectAltName). */
  readonly realName?: string;
  /** realName, or the common name without its "()" and digits. */
  readonly displayName: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly policyOids: readonly string[];
  readonly keyUsage: KeyUsage;
  readonly isAuthority: boolean;
  readonly pathLengthMax?: number;
  readonly extendedKeyUsageOids: readonly string[];
  /** Only RSA keys have modulusBits; other keys have 0 and an empty modulus. */
  readonly publicKey: {
    readonly algorithmOid: string;
    readonly modulusBits: number;
    readonly modulus: Bytes;
    readonly exponent: Bytes;
    readonly spki: Bytes;
  };
  /** Virtual id: proves the resident or business number together with R (KCAC.TS.SIVID). */
  readonly vid?: { readonly hashAlgorithm: "SHA-1" | "SHA-256"; readonly value: Bytes };
  /** CRL distribution point addresses, http and ldap. */
  readonly crlUrls: readonly string[];
  readonly ocspUrls: readonly string[];
  readonly authorityKeyIdentifier?: Bytes;
  readonly subjectKeyIdentifier?: Bytes;
  /** Critical extensions that this module does not know; a verifier refuses them. */
  readonly unknownCriticalOids: readonly string[];
  readonly signatureAlgorithmOid: string;
  readonly signature: Bytes;
  /** The signed part (TBSCertificate). */
  readonly signedDer: Bytes;
}

/**
 * Reads an X.509 certificate, DER or PEM.
 * @throws {DamagedFileError} when it is not a certificate.
 * @throws {LimitExceededError} when it is larger than 64 KB or nested too deeply.
 */
export declare function readCertificate(bytes: Uint8Array): Certificate;
