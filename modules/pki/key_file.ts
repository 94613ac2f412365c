import type { OpenedKey } from "./opened_key.ts";

/**
 * Opens a signPri.key (EncryptedPrivateKeyInfo, DER or PEM): seedCBCWithSHA1, seedCBC and PBES2 with SEED, AES or ARIA.
 * @throws {WrongPasswordError} when the password does not open it.
 * @throws {DamagedFileError} when the file is broken.
 * @throws {UnsupportedFormatError} when it uses another cipher.
 * @throws {LimitExceededError} over 64 KB or 1,000,000 iterations.
 */
export declare function openKeyFile(
  options: { keyFile: Uint8Array; password: string },
): Promise<OpenedKey>;
