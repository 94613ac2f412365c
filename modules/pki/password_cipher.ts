import { createAes } from "./aes.ts";
import { createAria } from "./aria.ts";
import { type BlockCipher, decryptCbc } from "./block_cipher.ts";
import { type Bytes, utf8 } from "./bytes.ts";
import { type DerElement, TAG } from "./der_reader.ts";
import { childAt, expectTag, numberOf, objectIdentifierOf } from "./der_values.ts";
import {
  DamagedFileError,
  LimitExceededError,
  UnsupportedFormatError,
  WrongPasswordError,
} from "./errors.ts";
import {
  checkDerivation,
  type DerivationParameters,
  type DigestName,
  pbkdf1,
  pbkdf2,
  PKCS12_PURPOSE,
  pkcs12Derive,
  type SpendRounds,
} from "./key_derivation.ts";
import { AES, KOREAN, PKCS, PRF } from "./oids.ts";
import type { KeyForm } from "./opened_key.ts";
import { createRc2 } from "./rc2.ts";
import { createSeed } from "./seed.ts";
import { sha1 } from "@noble/hashes/legacy.js";
import { createTripleDes } from "./triple_des.ts";

export interface EncryptedPart<Result> {
  /** AlgorithmIdentifier of a password based encryption. */
  readonly algorithm: DerElement;
  readonly encrypted: Uint8Array;
  readonly password: string;
  /** Reads what was decrypted; throwing DamagedFileError is how a wrong password shows. */
  readonly read: (plain: Bytes, form: KeyForm) => Result;
  readonly spendRounds: SpendRounds;
}

/**
 * Decrypts a part under a password and reads it.
 * @throws {WrongPasswordError} when padding or content are wrong.
 * @throws {UnsupportedFormatError | LimitExceededError | DamagedFileError} about the algorithm itself.
 */
export async function openEncryptedPart<Result>(part: EncryptedPart<Result>): Promise<Result> {
  const { form, iterationCount, attempts } = readAlgorithm(part.algorithm, part.password);
  for (const attempt of attempts) {
    part.spendRounds(iterationCount);
    const { cipher, iv } = await attempt();
    try {
      return part.read(decryptCbc(cipher, iv, part.encrypted), form);
    } catch (error) {
      const isGarbage = error instanceof DamagedFileError || error instanceof LimitExceededError;
      if (!isGarbage) throw error;
    }
  }
  throw new WrongPasswordError();
}

interface CipherAndIv {
  readonly cipher: BlockCipher;
  readonly iv: Uint8Array;
}
type Attempt = () => CipherAndIv | Promise<CipherAndIv>;

function readAlgorithm(
  algorithm: DerElement,
  password: string,
): { form: KeyForm; iterationCount: number; attempts: readonly Attempt[] } {
  const oid = objectIdentifierOf(childAt(expectTag(algorithm, TAG.sequence), 0));
  if (oid === PKCS.pbes2) {
    return { form: "pbes2", ...pbes2(childAt(algorithm, 1, TAG.sequence), password) };
  }
  const isKnown = oid === KOREAN.seedCbcWithSha1 || oid === KOREAN.seedCbc ||
    oid in PKCS12_CIPHERS;
  if (!isKnown) throw new UnsupportedFormatError(oid);
  const parameters = readDerivation(childAt(algorithm, 1, TAG.sequence));
  const { iterationCount } = parameters;
  if (oid === KOREAN.seedCbcWithSha1) {
    const attempts = [() => seedCbcWithSha1(password, parameters)];
    return { form: "seedCBCWithSHA1", iterationCount, attempts };
  }
  if (oid === KOREAN.seedCbc) {
    const iv = utf8(SEED_CBC_FIXED_IV);
    const withPbkdf1 = () => ({
      cipher: createSeed(pbkdf1(password, parameters).subarray(0, 16)),
      iv,
    });
    // A few tools derived with PBKDF2 under the same identifier.
    const withPbkdf2 = async () => ({
      cipher: createSeed(await pbkdf2(password, { ...parameters, digest: "SHA-1", keyBytes: 16 })),
      iv,
    });
    return { form: "seedCBC", iterationCount, attempts: [withPbkdf1, withPbkdf2] };
  }
  const attempts = [() => pkcs12Cipher(oid, password, parameters)];
  return { form: "pkcs12", iterationCount, attempts };
}

/** IV of the old seedCBC form: digits as ASCII. */
export const SEED_CBC_FIXED_IV = "0123456789012345";

/** KISA's rule: the first 16 bytes are the key, SHA-1 of the last four gives the IV. */
export function seedCbcWithSha1(password: string, parameters: DerivationParameters): CipherAndIv {
  const derived = pbkdf1(password, parameters);
  return {
    cipher: createSeed(derived.subarray(0, 16)),
    iv: sha1(derived.subarray(16)).subarray(0, 16),
  };
}

/** Salt and iteration count, as PBES1, PKCS #12 and PBKDF2 all begin. */
function readDerivation(parameters: DerElement): DerivationParameters {
  const derivation = {
    salt: childAt(parameters, 0, TAG.octetString).content,
    iterationCount: numberOf(childAt(parameters, 1)),
  };
  checkDerivation(derivation);
  return derivation;
}

const PKCS12_CIPHERS: Readonly<
  Record<string, { keyBytes: number; create: (key: Uint8Array) => BlockCipher }>
> = {
  [PKCS.pbe3Des]: { keyBytes: 24, create: createTripleDes },
  [PKCS.pbe2KeyDes]: { keyBytes: 16, create: createTripleDes },
  [PKCS.pbeRc2128]: { keyBytes: 16, create: createRc2 },
  [PKCS.pbeRc240]: { keyBytes: 5, create: createRc2 },
};

/**
 * Cipher and IV of a PKCS #12 password based encryption (RFC 7292 appendix C).
 *
 * @throws {UnsupportedFormatError}
 */
export function pkcs12Cipher(
  oid: string,
  password: string,
  parameters: DerivationParameters,
): CipherAndIv {
  const known = PKCS12_CIPHERS[oid];
  if (!known) throw new UnsupportedFormatError(oid);
  const derive = (purpose: number, byteCount: number) =>
    pkcs12Derive(password, { ...parameters, digest: "SHA-1", purpose, byteCount });
  return {
    cipher: known.create(derive(PKCS12_PURPOSE.key, known.keyBytes)),
    iv: derive(PKCS12_PURPOSE.iv, 8),
  };
}

export interface Pbes2Cipher {
  readonly keyBytes: number;
  readonly ivBytes: number;
  readonly create: (key: Uint8Array) => BlockCipher;
}

/** The CBC ciphers that PBES2 may name, with the bytes of key and IV. */
export const PBES2_CIPHERS: Readonly<Record<string, Pbes2Cipher>> = {
  [KOREAN.seedCbc]: { keyBytes: 16, ivBytes: 16, create: createSeed },
  [KOREAN.aria128Cbc]: { keyBytes: 16, ivBytes: 16, create: createAria },
  [KOREAN.aria192Cbc]: { keyBytes: 24, ivBytes: 16, create: createAria },
  [KOREAN.aria256Cbc]: { keyBytes: 32, ivBytes: 16, create: createAria },
  [AES.aes128Cbc]: { keyBytes: 16, ivBytes: 16, create: createAes },
  [AES.aes192Cbc]: { keyBytes: 24, ivBytes: 16, create: createAes },
  [AES.aes256Cbc]: { keyBytes: 32, ivBytes: 16, create: createAes },
  [PKCS.desEde3Cbc]: { keyBytes: 24, ivBytes: 8, create: createTripleDes },
};

/** PBES2 (RFC 8018 §6.2) with PBKDF2. */
function pbes2(
  parameters: DerElement,
  password: string,
): { iterationCount: number; attempts: readonly Attempt[] } {
  const derivation = readPbkdf2(childAt(parameters, 0, TAG.sequence));
  const scheme = childAt(parameters, 1, TAG.sequence);
  const cipherOid = objectIdentifierOf(childAt(scheme, 0));
  const known = PBES2_CIPHERS[cipherOid];
  if (!known) throw new UnsupportedFormatError(cipherOid);
  const iv = childAt(scheme, 1, TAG.octetString).content;
  if (iv.length !== known.ivBytes) throw new DamagedFileError("the IV has a wrong length");
  if (derivation.keyBytes !== undefined && derivation.keyBytes !== known.keyBytes) {
    throw new DamagedFileError("the key length does not fit the cipher");
  }
  const attempt = async () => ({
    cipher: known.create(await pbkdf2(password, { ...derivation, keyBytes: known.keyBytes })),
    iv,
  });
  return { iterationCount: derivation.iterationCount, attempts: [attempt] };
}

const PRF_DIGESTS: Readonly<Record<string, DigestName>> = {
  [PRF.hmacSha1]: "SHA-1",
  [PRF.hmacSha224]: "SHA-224",
  [PRF.hmacSha256]: "SHA-256",
  [PRF.hmacSha384]: "SHA-384",
  [PRF.hmacSha512]: "SHA-512",
};

/** The digest of an HMAC identifier. @throws {UnsupportedFormatError} when it is another one. */
export function hmacDigest(algorithm: DerElement): DigestName {
  const oid = objectIdentifierOf(childAt(expectTag(algorithm, TAG.sequence), 0));
  const digest = PRF_DIGESTS[oid];
  if (!digest) throw new UnsupportedFormatError(oid);
  return digest;
}

/**
 * PBKDF2-params of RFC 8018 appendix A.2. The default function is HMAC-SHA-1.
 *
 * @throws {UnsupportedFormatError}
 */
export function readPbkdf2(
  algorithm: DerElement,
): DerivationParameters & { digest: DigestName; keyBytes?: number } {
  const oid = objectIdentifierOf(childAt(algorithm, 0));
  if (oid !== PKCS.pbkdf2) throw new UnsupportedFormatError(oid);
  const parameters = childAt(algorithm, 1, TAG.sequence);
  const rest = parameters.children.slice(2);
  const keyLength = rest[0]?.tag === TAG.integer ? rest.shift() : undefined;
  return {
    ...readDerivation(parameters),
    digest: rest[0] ? hmacDigest(rest[0]) : "SHA-1",
    ...(keyLength ? { keyBytes: numberOf(keyLength) } : {}),
  };
}
