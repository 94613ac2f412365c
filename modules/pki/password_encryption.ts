import { encryptCbc } from "./block_cipher.ts";
import { type Bytes, utf8 } from "./bytes.ts";
import {
  algorithmIdentifier,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
} from "./der_writer.ts";
import { pbkdf1, pbkdf2 } from "./key_derivation.ts";
import { AES, KOREAN, PKCS, PRF } from "./oids.ts";
import {
  PBES2_CIPHERS,
  pkcs12Cipher,
  SEED_CBC_FIXED_IV,
  seedCbcWithSha1,
} from "./password_cipher.ts";
import { createSeed } from "./seed.ts";

export interface EncryptedOutput {
  /** AlgorithmIdentifier. */
  readonly algorithm: Bytes;
  readonly encrypted: Bytes;
}

/** What other programs write into these forms and surely read. */
const OLD_ITERATION_COUNT = 2048;
/** Where the form lets us choose, a password guess shall cost more. */
const NEW_ITERATION_COUNT = 100_000;

export type PasswordEncryption =
  | "seedCBCWithSHA1"
  | "seedCBC"
  | "pbes2-seed"
  | "pbes2-aes256"
  | "pbes2-aria256"
  | "pkcs12-3des"
  | "pkcs12-rc2-40";

/** Encrypts under a password with a fresh salt, in one of the forms that openEncryptedPart() opens. */
export async function encryptWithPassword(
  { plain, password, encryption }: {
    plain: Uint8Array;
    password: string;
    encryption: PasswordEncryption;
  },
): Promise<EncryptedOutput> {
  const derivation = {
    salt: crypto.getRandomValues(new Uint8Array(8)),
    iterationCount: OLD_ITERATION_COUNT,
  };
  const parameters = sequence(octetString(derivation.salt), integer(derivation.iterationCount));
  switch (encryption) {
    case "seedCBCWithSHA1": {
      const { cipher, iv } = seedCbcWithSha1(password, derivation);
      const algorithm = algorithmIdentifier(KOREAN.seedCbcWithSha1, parameters);
      return { algorithm, encrypted: encryptCbc(cipher, iv, plain) };
    }
    case "seedCBC": {
      const cipher = createSeed(pbkdf1(password, derivation).subarray(0, 16));
      const algorithm = algorithmIdentifier(KOREAN.seedCbc, parameters);
      return { algorithm, encrypted: encryptCbc(cipher, utf8(SEED_CBC_FIXED_IV), plain) };
    }
    case "pkcs12-3des":
    case "pkcs12-rc2-40": {
      const oid = encryption === "pkcs12-3des" ? PKCS.pbe3Des : PKCS.pbeRc240;
      const { cipher, iv } = pkcs12Cipher(oid, password, derivation);
      return {
        algorithm: algorithmIdentifier(oid, parameters),
        encrypted: encryptCbc(cipher, iv, plain),
      };
    }
    default:
      return await encryptPbes2(plain, password, encryption);
  }
}

async function encryptPbes2(
  plain: Uint8Array,
  password: string,
  encryption: "pbes2-seed" | "pbes2-aes256" | "pbes2-aria256",
): Promise<EncryptedOutput> {
  // SEED in PBES2 is written as banks do: HMAC-SHA-1 by default, and few rounds.
  const isOld = encryption === "pbes2-seed";
  const oid = {
    "pbes2-seed": KOREAN.seedCbc,
    "pbes2-aes256": AES.aes256Cbc,
    "pbes2-aria256": KOREAN.aria256Cbc,
  }[encryption];
  const { keyBytes, ivBytes, create } = PBES2_CIPHERS[oid]!;
  const salt = crypto.getRandomValues(new Uint8Array(isOld ? 8 : 16));
  const iv = crypto.getRandomValues(new Uint8Array(ivBytes));
  const iterationCount = isOld ? OLD_ITERATION_COUNT : NEW_ITERATION_COUNT;
  const digest = isOld ? "SHA-1" : "SHA-256";
  const key = await pbkdf2(password, { salt, iterationCount, digest, keyBytes });
  const derivation = sequence(
    octetString(salt),
    integer(iterationCount),
    ...(isOld ? [] : [algorithmIdentifier(PRF.hmacSha256, nullValue())]),
  );
  const algorithm = algorithmIdentifier(
    PKCS.pbes2,
    sequence(
      sequence(objectIdentifier(PKCS.pbkdf2), derivation),
      sequence(objectIdentifier(oid), octetString(iv)),
    ),
  );
  return { algorithm, encrypted: encryptCbc(create(key), iv, plain) };
}
