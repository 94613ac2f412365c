import type { KernelConfig } from "./config.ts";
import { type GcmKey, gcmKey } from "./gcm_key.ts";
import { sealedPrefix } from "./sealed_bytes.ts";

/** A key by its id, with what a value that it sealed begins with. */
export interface NamedKey {
  readonly prefix: Uint8Array;
  readonly key: GcmKey;
}

/** The configured keys by id; each one's tables are made at its first use. */
export function createGcmKeys(
  keys: KernelConfig["sealingKeys"],
): (id: string) => NamedKey | undefined {
  const ready = new Map<string, NamedKey>();
  return (id) => {
    const known = ready.get(id);
    if (known !== undefined) return known;
    const key = keys.find((each) => each.id === id);
    if (key === undefined) return undefined;
    const named = { prefix: sealedPrefix(id), key: gcmKey(key.key) };
    ready.set(id, named);
    return named;
  };
}
