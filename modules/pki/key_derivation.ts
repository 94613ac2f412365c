import { sha1 } from "@noble/hashes/legacy.js";
import { pbkdf2 as pureBkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha224, sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { type Bytes, concatBytes, owned, utf8 } from "./bytes.ts";
import { LimitExceededError } from "./errors.ts";

/** The most rounds that any real file asks for is far below; more is an attack on the reader. */
const ITERATION_COUNT_MAX = 1_000_000;
/** All derivations of one file together: the programs that ask most take 600,000 for each of three. */
const ITERATION_COUNT_TOTAL_MAX = 2_000_000;
const SALT_BYTES_MAX = 1024;

/** Notes the rounds of a derivation before it begins. @throws {LimitExceededError} */
export type SpendRounds = (iterationCount: number) => void;

/** One for each file: a PFX has a MAC and several bags, and each may ask for rounds of its own. */
export function createRoundBudget(): SpendRounds {
  let total = 0;
  return (iterationCount) => {
    total += iterationCount;
    if (total <= ITERATION_COUNT_TOTAL_MAX) return;
    throw new LimitExceededError("iteration count", ITERATION_COUNT_TOTAL_MAX, total);
  };
}

export type DigestName = "SHA-1" | "SHA-224" | "SHA-256" | "SHA-384" | "SHA-512";

/** Synchronous digests: thousands of awaits of WebCrypto are slower than one SHA-1 in JavaScript. */
export function digestFunction(name: DigestName) {
  switch (name) {
    case "SHA-1":
      return sha1;
    case "SHA-224":
      return sha224;
    case "SHA-256":
      return sha256;
    case "SHA-384":
      return sha384;
    case "SHA-512":
      return sha512;
  }
}

export interface DerivationParameters {
  readonly salt: Uint8Array;
  readonly iterationCount: number;
}

/** @throws {LimitExceededError} over a million iterations, or none, or a salt over 1 KB. */
export function checkDerivation({ salt, iterationCount }: DerivationParameters): void {
  if (!(iterationCount >= 1 && iterationCount <= ITERATION_COUNT_MAX)) {
    throw new LimitExceededError("iteration count", ITERATION_COUNT_MAX, iterationCount);
  }
  if (salt.length > SALT_BYTES_MAX) {
    throw new LimitExceededError("salt length", SALT_BYTES_MAX, salt.length);
  }
}

/** PBKDF1 with SHA-1 and all 20 bytes, as KISA's seedCBCWithSHA1 uses it (RFC 8018 §5.1). */
export function pbkdf1(password: string, parameters: DerivationParameters): Bytes {
  checkDerivation(parameters);
  let digest = sha1(concatBytes(utf8(password), parameters.salt));
  for (let round = 1; round < parameters.iterationCount; round++) digest = sha1(digest);
  return owned(digest);
}

/** PBKDF2 (RFC 8018 §5.2) over the password's UTF-8. */
export async function pbkdf2(
  password: string,
  parameters: DerivationParameters & { digest: DigestName; keyBytes: number },
): Promise<Bytes> {
  checkDerivation(parameters);
  const { salt, iterationCount, digest, keyBytes } = parameters;
  // WebCrypto has no SHA-224, and some browsers refuse to import an empty password.
  if (digest === "SHA-224" || password === "") {
    return owned(
      pureBkdf2(digestFunction(digest), utf8(password), salt, {
        c: iterationCount,
        dkLen: keyBytes,
      }),
    );
  }
  const key = await crypto.subtle.importKey("raw", utf8(password), "PBKDF2", false, ["deriveBits"]);
  const algorithm = {
    name: "PBKDF2",
    salt: owned(salt),
    iterations: iterationCount,
    hash: digest,
  };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, keyBytes * 8));
}

/** What a derived value is for (RFC 7292 appendix B.3). */
export const PKCS12_PURPOSE = { key: 1, iv: 2, mac: 3 } as const;

/** The key derivation of PKCS #12 (RFC 7292 appendix B.2) over the password as BMPString. */
export function pkcs12Derive(
  password: string,
  parameters: DerivationParameters & { digest: DigestName; purpose: number; byteCount: number },
): Bytes {
  checkDerivation(parameters);
  const { salt, iterationCount, digest, purpose, byteCount } = parameters;
  const hash = digestFunction(digest);
  const blockBytes = hash.blockLen;
  const diversifier = new Uint8Array(blockBytes).fill(purpose);
  const input = concatBytes(
    repeatToBlocks(salt, blockBytes),
    repeatToBlocks(bmpPassword(password), blockBytes),
  );
  const result = new Uint8Array(Math.ceil(byteCount / hash.outputLen) * hash.outputLen);
  for (let offset = 0; offset < byteCount; offset += hash.outputLen) {
    let value = hash(concatBytes(diversifier, input));
    for (let round = 1; round < iterationCount; round++) value = hash(value);
    result.set(value, offset);
    const addend = repeatToBlocks(value, blockBytes).subarray(0, blockBytes);
    for (let start = 0; start < input.length; start += blockBytes) {
      addPlusOne(input.subarray(start, start + blockBytes), addend);
    }
  }
  return result.slice(0, byteCount);
}

function bmpPassword(password: string): Bytes {
  const bytes = new Uint8Array(password.length * 2 + 2);
  for (let index = 0; index < password.length; index++) {
    bytes[index * 2] = password.charCodeAt(index) >> 8;
    bytes[index * 2 + 1] = password.charCodeAt(index) & 255;
  }
  return bytes;
}

function repeatToBlocks(bytes: Uint8Array, blockBytes: number): Bytes {
  const length = Math.ceil(bytes.length / blockBytes) * blockBytes;
  return Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length]!);
}

/** block = block + addend + 1, modulo 2^(8 × length). */
function addPlusOne(block: Uint8Array, addend: Uint8Array): void {
  let carry = 1;
  for (let index = block.length - 1; index >= 0; index--) {
    carry += block[index]! + addend[index]!;
    block[index] = carry & 255;
    carry >>= 8;
  }
}
