import { type Bytes, concatBytes } from "./bytes.ts";
import { DamagedFileError } from "./errors.ts";

/** A block cipher with its key. Both functions return a new block. */
export interface BlockCipher {
  readonly blockSize: number;
  encryptBlock(block: Uint8Array): Uint8Array;
  decryptBlock(block: Uint8Array): Uint8Array;
}

/** Encrypts in CBC mode with PKCS #7 padding. */
export function encryptCbc(cipher: BlockCipher, iv: Uint8Array, plain: Uint8Array): Bytes {
  const size = cipher.blockSize;
  const padding = size - plain.length % size;
  const result = concatBytes(plain, new Uint8Array(padding).fill(padding));
  let previous = iv;
  for (let offset = 0; offset < result.length; offset += size) {
    const block = result.subarray(offset, offset + size);
    for (let index = 0; index < size; index++) block[index]! ^= previous[index]!;
    block.set(cipher.encryptBlock(block));
    previous = block;
  }
  return result;
}

/**
 * Decrypts CBC mode and removes PKCS #7 padding.
 * @throws {DamagedFileError} when length or padding are wrong; that is how most wrong keys show.
 */
export function decryptCbc(cipher: BlockCipher, iv: Uint8Array, encrypted: Uint8Array): Bytes {
  const size = cipher.blockSize;
  if (encrypted.length === 0 || encrypted.length % size !== 0) {
    throw new DamagedFileError("the encrypted part is not whole blocks");
  }
  const result = new Uint8Array(encrypted.length);
  let previous = iv;
  for (let offset = 0; offset < encrypted.length; offset += size) {
    const block = encrypted.subarray(offset, offset + size);
    const plain = cipher.decryptBlock(block);
    for (let index = 0; index < size; index++) {
      result[offset + index] = plain[index]! ^ previous[index]!;
    }
    previous = block;
  }
  return withoutPadding(result, size);
}

function withoutPadding(padded: Bytes, blockSize: number): Bytes {
  const padding = padded[padded.length - 1] ?? 0;
  if (padding < 1 || padding > blockSize) throw new DamagedFileError("the padding is wrong");
  for (const byte of padded.subarray(padded.length - padding)) {
    if (byte !== padding) throw new DamagedFileError("the padding is wrong");
  }
  return padded.slice(0, padded.length - padding);
}
