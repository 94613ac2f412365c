import { type Bytes, equalBytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { contextTag, type DerElement, readDer, TAG } from "./der_reader.ts";
import {
  childAt,
  expectTag,
  objectIdentifierOf,
  unsignedBytes,
  wholeBitString,
} from "./der_values.ts";
import { algorithmIdentifier, bitString, integer } from "./der_writer.ts";
import { nullValue, objectIdentifier, octetString, sequence, setOf } from "./der_writer.ts";
import { implicit } from "./der_writer.ts";
import { DamagedFileError, UnsupportedFormatError } from "./errors.ts";
import { KOREAN, PKCS } from "./oids.ts";

/** How a key was encrypted. "plain" is a key that was not. */
export type KeyForm = "seedCBCWithSHA1" | "seedCBC" | "pbes2" | "pkcs12" | "plain";

/** A private key in the clear. It never leaves the memory of the page or worker that opened it. */
export interface OpenedKey {
  readonly form: KeyForm;
  /** RSAPrivateKey (PKCS #1). */
  readonly rsaPrivateKeyDer: Bytes;
  /** PrivateKeyInfo without attributes, as WebCrypto imports it. */
  readonly pkcs8: Bytes;
  /** R, the secret of the virtual id; absent where a tool lost it. */
  readonly randomNum?: Bytes;
}

/** Whether the key is the one that the certificate certifies. */
export function keyBelongsTo(certificate: Certificate, key: OpenedKey): boolean {
  const privateKey = readDer(key.rsaPrivateKeyDer);
  return equalBytes(unsignedBytes(childAt(privateKey, 1)), certificate.publicKey.modulus) &&
    equalBytes(unsignedBytes(childAt(privateKey, 2)), certificate.publicKey.exponent);
}

/**
 * Reads a PrivateKeyInfo (RFC 5208) with R among its attributes (KCAC.TS.SIVID).
 * @throws {DamagedFileError} when it is none.
 * @throws {UnsupportedFormatError} when the key is not RSA.
 */
export function readPrivateKeyInfo(der: Uint8Array, form: KeyForm): OpenedKey {
  const info = expectTag(readDer(der), TAG.sequence);
  unsignedBytes(childAt(info, 0));
  const algorithmOid = objectIdentifierOf(childAt(childAt(info, 1, TAG.sequence), 0));
  const keyBytes = childAt(info, 2, TAG.octetString).content;
  if (algorithmOid !== PKCS.rsaEncryption) throw new UnsupportedFormatError(algorithmOid);
  const attributes = info.children.find((field) => field.tag === contextTag(0));
  return openedKeyOf({ form, rsaPrivateKeyDer: keyBytes, randomNum: readRandomNum(attributes) });
}

/** An opened key from an RSAPrivateKey and R. @throws {DamagedFileError} when it is no RSA key. */
export function openedKeyOf(
  { form, rsaPrivateKeyDer, randomNum }: {
    form: KeyForm;
    rsaPrivateKeyDer: Uint8Array;
    randomNum?: Uint8Array;
  },
): OpenedKey {
  const rsa = expectTag(readDer(rsaPrivateKeyDer), TAG.sequence);
  const numbers = rsa.children.map(unsignedBytes);
  if (numbers.length !== 9 || (numbers[1]?.length ?? 0) < 64) {
    throw new DamagedFileError("the private key is not an RSA key");
  }
  const key = rsaPrivateKeyDer.slice();
  return {
    form,
    rsaPrivateKeyDer: key,
    pkcs8: privateKeyInfo(key),
    ...(randomNum ? { randomNum: randomNum.slice() } : {}),
  };
}

/** A PrivateKeyInfo; with R where it is given. */
export function privateKeyInfo(rsaPrivateKeyDer: Uint8Array, randomNum?: Uint8Array): Bytes {
  const attributes = randomNum
    ? [implicit(
      0,
      setOf(sequence(objectIdentifier(KOREAN.randomNum), setOf(bitString(randomNum)))),
    )]
    : [];
  return sequence(
    integer(0),
    algorithmIdentifier(PKCS.rsaEncryption, nullValue()),
    octetString(rsaPrivateKeyDer),
    ...attributes,
  );
}

function readRandomNum(attributes: DerElement | undefined): Bytes | undefined {
  for (const attribute of attributes?.children ?? []) {
    if (objectIdentifierOf(childAt(attribute, 0)) !== KOREAN.randomNum) continue;
    return wholeBitString(childAt(childAt(attribute, 1, TAG.set), 0));
  }
  return undefined;
}
