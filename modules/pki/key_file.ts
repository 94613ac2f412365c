import { type DerElement, readDer, TAG } from "./der_reader.ts";
import { childAt, expectTag } from "./der_values.ts";
import { UnsupportedFormatError } from "./errors.ts";
import { createRoundBudget, type SpendRounds } from "./key_derivation.ts";
import { type OpenedKey, readPrivateKeyInfo } from "./opened_key.ts";
import { openEncryptedPart } from "./password_cipher.ts";
import { readPemOrDer } from "./pem.ts";

const SIZE_MAX = 64 * 1024;

/**
 * Opens a signPri.key (EncryptedPrivateKeyInfo, DER or PEM): seedCBCWithSHA1, seedCBC and PBES2 with SEED, AES or ARIA.
 * @throws {WrongPasswordError} when the password does not open it.
 * @throws {DamagedFileError} when the file is broken.
 * @throws {UnsupportedFormatError} when it uses another cipher.
 * @throws {LimitExceededError} over 64 KB or 1,000,000 iterations.
 */
export async function openKeyFile(
  { keyFile, password }: { keyFile: Uint8Array; password: string },
): Promise<OpenedKey> {
  const labels = ["ENCRYPTED PRIVATE KEY", "PRIVATE KEY"];
  const { der } = readPemOrDer(keyFile, { sizeMax: SIZE_MAX, labels });
  const root = expectTag(readDer(der), TAG.sequence);
  const first = childAt(root, 0);
  if (first.tag === TAG.integer) {
    if (first.content[0] === 3) throw new UnsupportedFormatError("PFX as a key file");
    return readPrivateKeyInfo(der, "plain");
  }
  return await openEncryptedKey(root, { password, spendRounds: createRoundBudget() });
}

/** Opens an EncryptedPrivateKeyInfo, from a key file or a PFX bag. */
export function openEncryptedKey(
  info: DerElement,
  { password, spendRounds }: { password: string; spendRounds: SpendRounds },
): Promise<OpenedKey> {
  return openEncryptedPart({
    algorithm: childAt(info, 0, TAG.sequence),
    encrypted: childAt(info, 1, TAG.octetString).content,
    password,
    spendRounds,
    read: readPrivateKeyInfo,
  });
}
