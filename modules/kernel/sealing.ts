/** Binds a sealed value to its place, so that it cannot be moved to another row. */
export interface SealContext {
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/** AES-256-GCM with the key's id inside the value; AAD = table.column.row. */
export interface Sealing {
  seal(context: SealContext, plain: string): Promise<string>;
  /** @throws {SealingError} when the value is damaged, moved, or sealed by an unknown key */
  open(context: SealContext, sealed: string): Promise<string>;
  sealBytes(context: SealContext, plain: Uint8Array): Promise<Uint8Array>;
  openBytes(context: SealContext, sealed: Uint8Array): Promise<Uint8Array>;
  /** Keyed HMAC-SHA-256 over a whole normalised value, for look-ups; `purpose` separates columns. */
  blindIndex(purpose: string, normalised: string): Promise<string>;
}

/** A sealed value cannot be opened. */
export class SealingError extends Error {
  override name = "SealingError";
}
