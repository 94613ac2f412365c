/**
 * Values side by side, each in as many bytes: value `i` starts at `i * width` and is `lengths[i]`
 * bytes long (-1: null).
 */
export interface FixedColumn {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly lengths: Int32Array;
}

export function newFixedColumn(
  { rowCount, width }: { rowCount: number; width: number },
): FixedColumn {
  return { bytes: new Uint8Array(rowCount * width), width, lengths: new Int32Array(rowCount) };
}
