/** What rows are written into: {@linkcode createCopyTextWriter} or the binary one. */
export interface CopyWriter {
  /** How many bytes wait to be taken. */
  length(): number;
  /** Takes them; they may be overwritten by the next write. */
  take(): Uint8Array;
  /** Writes what stands after the last row and takes the rest. */
  end(): Uint8Array;
}

const CHUNK_LENGTH = 65_536;

/**
 * The rows as chunks for `copy.in`: `writeRow` is called once for each.
 *
 * @example
 * copy.in(tx, "copy s.t (number, name) from stdin", copyChunks(createCopyTextWriter(), rows,
 *   (writer, row) => { writer.integer(row.number); writer.text(row.name); writer.endRow(); }))
 */
export async function* copyChunks<Row, Writer extends CopyWriter>(
  writer: Writer,
  rows: Iterable<Row> | AsyncIterable<Row>,
  writeRow: (writer: Writer, row: Row) => void,
): AsyncGenerator<Uint8Array> {
  if (Symbol.iterator in rows) {
    for (const row of rows) {
      writeRow(writer, row);
      if (writer.length() >= CHUNK_LENGTH) yield writer.take();
    }
  } else {
    for await (const row of rows) {
      writeRow(writer, row);
      if (writer.length() >= CHUNK_LENGTH) yield writer.take();
    }
  }
  yield writer.end();
}
