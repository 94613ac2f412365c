import { Buffer } from "node:buffer";
import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import type { Bytes } from "./bytes.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import { createLimitedMap, type LimitedMap } from "./limited_map.ts";

/** A few kilobytes each: enough for the people who log in within some minutes. */
const CERTIFICATE_COUNT_MAX = 1000;

let known: LimitedMap<Certificate> | undefined;
let keys: WeakMap<Certificate, KeyObject> | undefined;

/**
 * readCertificate() that remembers: the same bytes give the same object. DER only.
 * @throws {DamagedFileError | LimitExceededError} as readCertificate() does.
 */
export function knownCertificate(der: Bytes): Certificate {
  known ??= createLimitedMap(CERTIFICATE_COUNT_MAX);
  const fingerprint = fingerprintOf(der);
  const found = known.get(fingerprint);
  if (found) return found;
  const certificate = readCertificate(der);
  known.set(fingerprint, certificate);
  return certificate;
}

/** SHA-256 of an encoding, as a key for caches. */
export function fingerprintOf(der: Bytes): string {
  return createHash("sha256").update(der).digest("base64");
}

/** The public key as node:crypto takes it, imported once per certificate. */
export function publicKeyOf(certificate: Certificate): KeyObject {
  keys ??= new WeakMap();
  const found = keys.get(certificate);
  if (found) return found;
  const key = createPublicKey({
    key: Buffer.from(certificate.publicKey.spki),
    format: "der",
    type: "spki",
  });
  keys.set(certificate, key);
  return key;
}
