import { createHmac } from "node:crypto";
import { createHmacMany } from "./hmac_many.ts";
import type { Sealing } from "./sealing_types.ts";

export function createBlindIndexes(
  key: Uint8Array,
): Pick<Sealing, "blindIndex" | "blindIndexMany" | "blindIndexPacked"> {
  const many = createHmacMany(key);
  return {
    async blindIndex(purpose, normalised) {
      const mac = createHmac("sha256", key)
        .update(prefixOf(purpose) + normalised, "utf8");
      return await Promise.resolve(mac.digest("base64url"));
    },
    async blindIndexMany(purpose, normalised, { start = "" } = {}) {
      const { bytes, width } = many.digests(
        prefixOf(purpose) + start,
        normalised.length,
        (row, into) => into.text(normalised[row]!),
      );
      const joined = new TextDecoder().decode(bytes);
      return await Promise.resolve(
        normalised.map((_, row) => joined.slice(row * width, (row + 1) * width)),
      );
    },
    blindIndexPacked(purpose, { rowCount, values }) {
      const at = (row: number) => values.first + row * values.stride;
      const column = many.digests(
        prefixOf(purpose),
        rowCount,
        (row, into) => into.bytes(values, at(row)),
      );
      for (let row = 0; row < rowCount; row++) {
        if (values.lengths[at(row)] === -1) column.lengths[row] = -1;
      }
      return column;
    },
  };
}

/** The length in front keeps ("a", "bc") and ("ab", "c") apart. */
function prefixOf(purpose: string): string {
  return `${purpose.length}:${purpose}:`;
}
