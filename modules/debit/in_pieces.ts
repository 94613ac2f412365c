/** Rows that are read at a time, so that whoever saves a list slowly holds no transaction open. */
export const PIECE_ROWS = 1_000;

/**
 * The rows of a list that is saved whole, in the order of `ids`. These are read first, at once: what
 * is added, paid or taken away while the rows follow doubles none and hides no other. A row that has
 * left the list by then is left out.
 */
export async function* inPieces<Row>(
  ids: readonly string[],
  { read, idOf }: {
    readonly read: (ids: readonly string[]) => Promise<readonly Row[]>;
    readonly idOf: (row: Row) => string;
  },
): AsyncGenerator<Row> {
  for (let start = 0; start < ids.length; start += PIECE_ROWS) {
    const piece = ids.slice(start, start + PIECE_ROWS);
    const found = new Map((await read(piece)).map((row) => [idOf(row), row]));
    yield* piece.flatMap((id) => found.get(id) ?? []);
  }
}
