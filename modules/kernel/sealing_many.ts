import type { KernelConfig } from "./config.ts";
import { newFixedColumn } from "./fixed_column.ts";
import { createGcmKeys } from "./gcm_keys.ts";
import { openPacked } from "./open_packed.ts";
import { packColumn } from "./packed_column.ts";
import { sealPacked } from "./seal_packed.ts";
import type { Sealing, SealRows } from "./sealing_types.ts";

/** Opens and seals many short values at once; why by code of our own: `docs/decisions/0013`. */
export function createSealingMany(
  keys: KernelConfig["sealingKeys"],
  first: KernelConfig["sealingKeys"][number],
): Pick<Sealing, "openManyBytes" | "sealManyBytes" | "openPacked" | "sealPacked"> {
  const keyById = createGcmKeys(keys);
  const sealingKey = () => keyById(first.id)!;
  return {
    openPacked: (column, input) => openPacked(keyById, column, input),
    sealPacked: (column, input) => sealPacked(sealingKey(), column, input),
    async openManyBytes(column, values) {
      const sealed = packColumn(values.map((value) => value.sealed));
      const width = sealed.lengths.reduce((most, length) => Math.max(most, length), 0);
      const into = newFixedColumn({ rowCount: values.length, width });
      openPacked(keyById, column, { ...rowsOf(values), sealed, into });
      return await Promise.resolve(
        values.map((_, row) => into.bytes.slice(row * width, row * width + into.lengths[row]!)),
      );
    },
    async sealManyBytes(column, values) {
      const plain = packColumn(values.map((value) => value.plain));
      const { bytes, starts, lengths } = sealPacked(sealingKey(), column, {
        ...rowsOf(values),
        plain,
      });
      return await Promise.resolve(
        values.map((_, row) => bytes.slice(starts[row], starts[row]! + lengths[row]!)),
      );
    },
  };
}

function rowsOf(values: readonly { readonly row: string }[]): SealRows {
  const encoder = new TextEncoder();
  return {
    rowCount: values.length,
    rows: packColumn(values.map(({ row }) => encoder.encode(row))),
    rowsAre: "text",
  };
}
