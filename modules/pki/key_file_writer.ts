import type { Bytes } from "./bytes.ts";
import { octetString, sequence } from "./der_writer.ts";
import { type OpenedKey, privateKeyInfo } from "./opened_key.ts";
import { encryptWithPassword } from "./password_encryption.ts";

export type KeyFileForm =
  | "seedCBCWithSHA1"
  | "seedCBC"
  | "pbes2-seed"
  | "pbes2-aes256"
  | "pbes2-aria256";

/** Writes a signPri.key (EncryptedPrivateKeyInfo) that keeps R. */
export async function writeKeyFile(
  { key, password, form }: { key: OpenedKey; password: string; form: KeyFileForm },
): Promise<Bytes> {
  const { algorithm, encrypted } = await encryptWithPassword({
    plain: privateKeyInfo(key.rsaPrivateKeyDer, key.randomNum),
    password,
    encryption: form,
  });
  return sequence(algorithm, octetString(encrypted));
}
