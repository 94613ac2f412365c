import type { Bytes } from "./bytes.ts";
import { fromHex } from "./bytes.ts";
import { algorithmIdentifier, bitString, integer, nullValue, sequence } from "./der_writer.ts";
import { readDer } from "./der_reader.ts";
import { childAt } from "./der_values.ts";
import { PKCS } from "./oids.ts";
import { type OpenedKey, readPrivateKeyInfo } from "./opened_key.ts";
import { openedKeyOf as openedKeyOfRsa } from "./opened_key.ts";
import { rsaSigner } from "./rsa_signing.ts";

/** A certificate with its private key, both as bytes so that they can be stored. */
export interface Issuer {
  readonly certificate: Bytes;
  readonly pkcs8: Bytes;
}

export interface RsaKeyPair {
  /** SubjectPublicKeyInfo. */
  readonly spki: Bytes;
  /** PrivateKeyInfo. */
  readonly pkcs8: Bytes;
}

/** @param modulusBits 2048 where absent. */
export async function generateRsaKeyPair(modulusBits = 2048): Promise<RsaKeyPair> {
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: modulusBits,
    publicExponent: Uint8Array.of(1, 0, 1),
  };
  const pair = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  return {
    spki: new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)),
    pkcs8: new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey)),
  };
}

/** The OpenedKey of a key pair and R, ready for writeKeyFile() and writePfx(). */
export function openedKeyOf(keyPair: RsaKeyPair, randomNum?: Uint8Array): OpenedKey {
  const { rsaPrivateKeyDer } = readPrivateKeyInfo(keyPair.pkcs8, "plain");
  return openedKeyOfRsa({ form: "plain", rsaPrivateKeyDer, randomNum });
}

/** The SEQUENCE of a signed part, its algorithm and its signature, with sha256WithRSAEncryption. */
export async function signedSequence(
  { signed, pkcs8, trailer = [] }: {
    signed: Bytes;
    pkcs8: Uint8Array;
    trailer?: readonly Uint8Array[];
  },
): Promise<Bytes> {
  const sign = await rsaSigner(pkcs8);
  return sequence(signed, signatureAlgorithm(), bitString(await sign(signed)), ...trailer);
}

export function signatureAlgorithm(): Bytes {
  return algorithmIdentifier(PKCS.sha256WithRsa, nullValue());
}

/** The bits of the public key, whose SHA-1 is the key identifier (RFC 5280 §4.2.1.2). */
export function publicKeyBits(spki: Uint8Array): Bytes {
  return childAt(readDer(spki), 1).content.slice(1);
}

/** An INTEGER from hexadecimal digits; a random positive one where there are none. */
export function serialNumber(serialHex?: string): Bytes {
  if (serialHex !== undefined) return integer(fromHex(serialHex));
  const random = crypto.getRandomValues(new Uint8Array(8));
  random[0] = random[0]! & 0x7f | 0x40;
  return integer(random);
}
