import { fromBase64, fromHex, toHex } from "./bytes.ts";
import { readDer, TAG } from "./der_reader.ts";
import { childAt, unsignedBytes } from "./der_values.ts";
import { DamagedFileError } from "./errors.ts";
import { modularPower } from "./modular_power.ts";
import { readPrivateKeyInfo } from "./opened_key.ts";

/**
 * Opens what encryptForGateway() made, with the gateway's own key. For the sandbox: it is not in constant time.
 * @throws {DamagedFileError} when it was made for another key.
 */
export function decryptGatewaySecret(privateKeyPkcs8: Uint8Array, base64: string): string {
  const key = readDer(readPrivateKeyInfo(privateKeyPkcs8, "plain").rsaPrivateKeyDer);
  const number = (index: number) =>
    BigInt(`0x${toHex(unsignedBytes(childAt(key, index, TAG.integer)))}`);
  const [modulus, prime1, prime2] = [number(1), number(4), number(5)];
  const encrypted = BigInt(`0x0${toHex(readBase64(base64))}`);
  if (encrypted >= modulus) throw new DamagedFileError("the secret does not fit the key");
  // Chinese remainder theorem (RFC 8017 §5.1.2).
  const rest1 = modularPower({ base: encrypted, exponent: number(6), modulus: prime1 });
  const rest2 = modularPower({ base: encrypted, exponent: number(7), modulus: prime2 });
  const difference = ((rest1 - rest2) % prime1 + prime1) % prime1;
  const message = rest2 + prime2 * (number(8) * difference % prime1);
  const size = unsignedBytes(childAt(key, 1)).length;
  const block = fromHex(message.toString(16).padStart(size * 2, "0"));
  const border = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 2 || border < 10) {
    throw new DamagedFileError("the secret was encrypted for another key");
  }
  return new TextDecoder().decode(block.subarray(border + 1));
}

function readBase64(base64: string) {
  try {
    return fromBase64(base64);
  } catch {
    throw new DamagedFileError("the secret is not base64");
  }
}
