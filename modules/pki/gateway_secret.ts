import { type Bytes, concatBytes, fromBase64, fromHex, toBase64, toHex, utf8 } from "./bytes.ts";
import { readPublicKey } from "./certificate.ts";
import { readDer } from "./der_reader.ts";
import { modularPower } from "./modular_power.ts";

/** At least eight random bytes, and three that mark the borders (RFC 8017 §7.2.1). */
const OVERHEAD_BYTES = 11;

/**
 * Encrypts a password for the agency gateway: RSAES-PKCS1-v1_5 (RFC 8017 §7.2), base64.
 * WebCrypto does not have this padding, and the gateway takes no other.
 * @throws {RangeError} when the text does not fit the key or the key is not RSA.
 * @throws {DamagedFileError} when the key is no SubjectPublicKeyInfo.
 */
export function encryptForGateway(publicKeyBase64Spki: string, text: string): string {
  const { modulus, exponent } = readPublicKey(readDer(fromBase64(publicKeyBase64Spki)));
  const message = utf8(text);
  const paddingBytes = modulus.length - message.length - OVERHEAD_BYTES + 8;
  if (paddingBytes < 8) throw new RangeError("Cannot encrypt the text: it does not fit the key");
  const block = concatBytes(
    Uint8Array.of(0, 2),
    nonZeroRandom(paddingBytes),
    Uint8Array.of(0),
    message,
  );
  const encrypted = modularPower({
    base: BigInt(`0x${toHex(block)}`),
    exponent: BigInt(`0x${toHex(exponent)}`),
    modulus: BigInt(`0x${toHex(modulus)}`),
  });
  return toBase64(fromHex(encrypted.toString(16).padStart(modulus.length * 2, "0")));
}

function nonZeroRandom(length: number): Bytes {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  for (let index = 0; index < length; index++) {
    while (bytes[index] === 0) crypto.getRandomValues(bytes.subarray(index, index + 1));
  }
  return bytes;
}
