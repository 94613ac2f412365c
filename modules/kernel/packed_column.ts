/**
 * One value for each of many rows, all in one buffer: the value of row `i` lies at
 * `starts[first + i * stride]` and is `lengths[first + i * stride]` bytes long (-1: null). So the
 * fields of a batch of rows are one column each without being moved.
 */
export interface PackedColumn {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly first: number;
  readonly stride: number;
}

/** The values as a column, copied side by side; for callers who hold them one by one. */
export function packColumn(values: readonly Uint8Array[]): PackedColumn {
  const starts = new Int32Array(values.length);
  const lengths = new Int32Array(values.length);
  let length = 0;
  values.forEach((value, row) => {
    starts[row] = length;
    lengths[row] = value.length;
    length += value.length;
  });
  const bytes = new Uint8Array(length);
  values.forEach((value, row) => bytes.set(value, starts[row]));
  return { bytes, starts, lengths, first: 0, stride: 1 };
}
