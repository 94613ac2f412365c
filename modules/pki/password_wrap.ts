import { type Bytes, concatBytes, equalBytes, owned, utf8 } from "./bytes.ts";
import { DamagedFileError, WrongPasswordError } from "./errors.ts";
import { pbkdf2 } from "./key_derivation.ts";

/** Rounds of version 1, as OWASP asks for with PBKDF2-HMAC-SHA-256. */
const ITERATION_COUNT = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;
/** Four letters that name the format, the last one its version. */
const MAGIC = "MPW1";

/** Wraps bytes for the browser store: AES-256-GCM under PBKDF2-SHA-256 with 600,000 rounds, versioned. */
export async function wrapWithPassword(password: string, bytes: Uint8Array): Promise<Bytes> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const header = concatBytes(utf8(MAGIC), salt, iv);
  const key = await wrappingKey(password, salt, "encrypt");
  const algorithm = { name: "AES-GCM", iv, additionalData: header };
  const encrypted = await crypto.subtle.encrypt(algorithm, key, owned(bytes));
  return concatBytes(header, new Uint8Array(encrypted));
}

/**
 * Opens what wrapWithPassword() wrapped.
 * @throws {WrongPasswordError} when the password is wrong or the bytes were changed.
 * @throws {DamagedFileError} when it is not a wrapped value.
 */
export async function unwrapWithPassword(password: string, wrapped: Uint8Array): Promise<Bytes> {
  const headerBytes = MAGIC.length + SALT_BYTES + IV_BYTES;
  if (!equalBytes(wrapped.subarray(0, MAGIC.length), utf8(MAGIC)) || wrapped.length < headerBytes) {
    throw new DamagedFileError("it is not a wrapped value");
  }
  const header = wrapped.slice(0, headerBytes);
  const salt = header.subarray(MAGIC.length, MAGIC.length + SALT_BYTES);
  const iv = header.subarray(MAGIC.length + SALT_BYTES);
  const key = await wrappingKey(password, salt, "decrypt");
  const algorithm = { name: "AES-GCM", iv, additionalData: header };
  try {
    return new Uint8Array(
      await crypto.subtle.decrypt(algorithm, key, wrapped.slice(headerBytes)),
    );
  } catch {
    throw new WrongPasswordError();
  }
}

async function wrappingKey(
  password: string,
  salt: Uint8Array,
  usage: "encrypt" | "decrypt",
): Promise<CryptoKey> {
  const bits = await pbkdf2(password, {
    salt,
    iterationCount: ITERATION_COUNT,
    digest: "SHA-256",
    keyBytes: 32,
  });
  return await crypto.subtle.importKey("raw", bits, "AES-GCM", false, [usage]);
}
