import type { Bytes } from "./bytes.ts";
import type { OpenedKey } from "./opened_key.ts";

export type KeyFileForm =
  | "seedCBCWithSHA1"
  | "seedCBC"
  | "pbes2-seed"
  | "pbes2-aes256"
  | "pbes2-aria256";

/** Writes a signPri.key that keeps R. */
export declare function writeKeyFile(
  options: { key: OpenedKey; password: string; form: KeyFileForm },
): Promise<Bytes>;
