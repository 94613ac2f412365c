import { createBlindIndexes } from "./blind_index.ts";
import type { KernelConfig } from "./config.ts";
import { createSealingMany } from "./sealing_many.ts";
import { createSealingOne } from "./sealing_one.ts";
import type { Sealing } from "./sealing_types.ts";

export * from "./sealing_types.ts";

/**
 * Sealing with the configured keys: the first one seals, all of them open.
 *
 * Text form: `v1.<key id>.<iv>.<ciphertext and tag>`, the last two in base64url. Byte form: "MS",
 * version 1, length of the key id, key id, iv (12), ciphertext, tag (16). AES-256-GCM as in NIST
 * SP 800-38D with random ivs: rotate a key long before it has sealed 2^32 values.
 */
export function createSealing(config: Pick<KernelConfig, "sealingKeys" | "indexKey">): Sealing {
  const [first] = config.sealingKeys;
  if (first === undefined) throw new RangeError("Cannot seal without a key");
  return {
    ...createSealingOne(config.sealingKeys, first),
    ...createSealingMany(config.sealingKeys, first),
    ...createBlindIndexes(config.indexKey),
  };
}
