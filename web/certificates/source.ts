/**
 * A certificate with its key as it came: files, or a record of this browser. Keys are encrypted in
 * all of them.
 *
 * @module
 */

/** signCert.der and signPri.key, or one PFX, as the bytes of the files. */
export type CertificateFiles =
  | {
    readonly kind: "pair";
    readonly certificate: Uint8Array<ArrayBuffer>;
    readonly key: Uint8Array<ArrayBuffer>;
  }
  | { readonly kind: "pfx"; readonly pfx: Uint8Array<ArrayBuffer> };

/** What this browser keeps: the certificate, which is public, and the files wrapped once more. */
export interface StoredCertificate {
  readonly kind: "stored";
  /** SHA-256 of the certificate, hex. */
  readonly id: string;
  /** DER. */
  readonly certificate: Uint8Array<ArrayBuffer>;
  /** `wrapWithPassword` of `packFiles`. */
  readonly wrapped: Uint8Array<ArrayBuffer>;
}

export type CertificateSource = CertificateFiles | StoredCertificate;

/** The certificate where it lies open; a PFX shows it only with the password. */
export function openCertificate(source: CertificateSource): Uint8Array<ArrayBuffer> | undefined {
  return source.kind === "pfx" ? undefined : source.certificate;
}
