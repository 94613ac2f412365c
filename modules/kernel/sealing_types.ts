import type { FixedColumn } from "./fixed_column.ts";
import type { PackedColumn } from "./packed_column.ts";

/** Binds a sealed value to its place, so that it cannot be moved to another row. */
export interface SealContext {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** Where the values of a column lie; the row comes with each of them. */
export type SealColumn = Omit<SealContext, "row">;

/** The rows that the values of a column belong to. */
export interface SealRows {
  readonly rowCount: number;
  /** The rows' names: texts, or uuids in their sixteen bytes. */
  readonly rows: PackedColumn;
  readonly rowsAre: "text" | "uuid";
}

/** AES-256-GCM with the key's id inside the value; AAD = table.column.row. */
export interface Sealing {
  seal(context: SealContext, plain: string): Promise<string>;
  /** @throws {SealingError} when the value is damaged, moved, or sealed by an unknown key */
  open(context: SealContext, sealed: string): Promise<string>;
  sealBytes(context: SealContext, plain: Uint8Array): Promise<Uint8Array>;
  /** @throws {SealingError} when the value is damaged, moved, or sealed by an unknown key */
  openBytes(context: SealContext, sealed: Uint8Array): Promise<Uint8Array>;
  /**
   * Like `openBytes`, for many short values of one column at once: some twenty times as fast.
   *
   * @throws {SealingError} naming a row whose value cannot be opened; none is given then
   */
  openManyBytes(
    column: SealColumn,
    values: readonly { readonly row: string; readonly sealed: Uint8Array }[],
  ): Promise<Uint8Array[]>;
  sealManyBytes(
    column: SealColumn,
    values: readonly { readonly row: string; readonly plain: Uint8Array }[],
  ): Promise<Uint8Array[]>;
  /**
   * The same without an object per value, for a million of them: columns as `copyBatches` gives
   * them go in, and the values stand in `into`. Null stays null.
   *
   * @throws {SealingError} naming a row whose value cannot be opened; `into` is empty then
   * @throws {RangeError} a value is longer than `into` is wide, or there are more rows
   */
  openPacked(
    column: SealColumn,
    input: SealRows & { readonly sealed: PackedColumn; readonly into: FixedColumn },
  ): void;
  /** Seals a column into a new one. Null stays null. */
  sealPacked(column: SealColumn, input: SealRows & { readonly plain: PackedColumn }): PackedColumn;
  /** Keyed HMAC-SHA-256 over a whole normalised value, for look-ups; `purpose` separates columns. */
  blindIndex(purpose: string, normalised: string): Promise<string>;
  /**
   * The same for many values at once, some six times as fast. `start` is what all of them begin with
   * and are given without.
   */
  blindIndexMany(
    purpose: string,
    normalised: readonly string[],
    options?: { readonly start?: string },
  ): Promise<string[]>;
  /** The same of a column in UTF-8: 43 letters each. Null stays null. */
  blindIndexPacked(
    purpose: string,
    input: { readonly rowCount: number; readonly values: PackedColumn },
  ): FixedColumn;
}

/** A sealed value cannot be opened. */
export class SealingError extends Error {
  override name = "SealingError";
}

export function refusal({ table, column, row }: SealContext, why: string): SealingError {
  return new SealingError(`Cannot open the value of "${table}.${column}.${row}": ${why}`);
}
