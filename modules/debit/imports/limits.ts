/** How much one import may be. */
export interface ImportLimits {
  /** Rows of the file, its heading included. */
  readonly rowCountMax: number;
  readonly byteCountMax: number;
}

export const IMPORT_LIMITS: ImportLimits = { rowCountMax: 200_001, byteCountMax: 30_000_000 };
/** Rows that are staged at once: two such batches are held in memory. */
export const STAGED_ROW_COUNT = 4_000;
/** Rows that are written at once. */
export const BATCH_ROW_COUNT = 10_000;
