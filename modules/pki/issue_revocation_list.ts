import type { Bytes } from "./bytes.ts";
import { readCertificate } from "./certificate.ts";
import { TAG } from "./der_reader.ts";
import { explicit, integer, sequence, time, writeElement } from "./der_writer.ts";
import { address, authorityKeyIdentifier, extension } from "./issue_certificate.ts";
import { type Issuer, serialNumber, signatureAlgorithm, signedSequence } from "./issuer.ts";
import { EXTENSION } from "./oids.ts";

export interface RevokedEntry {
  readonly serialHex: string;
  readonly revokedAt: Date;
  /** RFC 5280 §5.3.1 code, e.g. 1 keyCompromise. */
  readonly reasonCode?: number;
}

export interface NewRevocationList {
  readonly issuer: Issuer;
  readonly crlNumber: number;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly revoked: readonly RevokedEntry[];
  /** Adds an issuing distribution point with this address. */
  readonly distributionPointUrl?: string;
}

/** A certificate revocation list (RFC 5280 §5). */
export async function issueRevocationList(options: NewRevocationList): Promise<Bytes> {
  const { issuer, crlNumber, thisUpdate, nextUpdate, revoked, distributionPointUrl } = options;
  const extensions = [
    authorityKeyIdentifier(issuer.certificate),
    extension({ oid: EXTENSION.crlNumber, value: integer(crlNumber) }),
    ...(distributionPointUrl === undefined ? [] : [issuingPoint(distributionPointUrl)]),
  ];
  const signed = sequence(
    integer(1),
    signatureAlgorithm(),
    readCertificate(issuer.certificate).subject.der,
    time(thisUpdate),
    time(nextUpdate),
    ...(revoked.length === 0 ? [] : [sequence(...revoked.map(revokedCertificate))]),
    explicit(0, sequence(...extensions)),
  );
  return await signedSequence({ signed, pkcs8: issuer.pkcs8 });
}

function revokedCertificate({ serialHex, revokedAt, reasonCode }: RevokedEntry): Bytes {
  const reason = reasonCode === undefined ? [] : [sequence(extension({
    oid: EXTENSION.reasonCode,
    value: writeElement(TAG.enumerated, Uint8Array.of(reasonCode)),
  }))];
  return sequence(serialNumber(serialHex), time(revokedAt), ...reason);
}

function issuingPoint(url: string): Bytes {
  const value = sequence(explicit(0, explicit(0, address(url))));
  return extension({ oid: EXTENSION.issuingDistributionPoint, isCritical: true, value });
}
