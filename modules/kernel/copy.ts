import type { Transaction } from "./database.ts";

/**
 * COPY of PostgreSQL: rows in and out by the million. PGlite has none, so there the kernel has no
 * `database.copy`.
 *
 * A COPY statement takes no parameters: what stands in it is written by the module itself, or by
 * {@linkcode copyLiteral}.
 */
export interface Copy {
  /**
   * Runs `copy … from stdin` in the caller's transaction and feeds it the rows. Where chunks end
   * does not matter, and a chunk may be overwritten once the next one is asked for. An error of
   * `rows` ends the COPY, and with it the transaction.
   *
   * @returns how many rows were copied
   * @throws {TypeError} the statement is no `copy … from stdin`
   */
  in(
    tx: Transaction,
    statementSql: string,
    rows: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<bigint>;
  /**
   * Runs `copy … to stdout` on a connection of its own, read only and in one snapshot, while chunks
   * are taken; ending the loop early ends the statement too. The server waits for a slow reader,
   * ten minutes at most. Never inside a transaction.
   *
   * @throws {TypeError} the statement is no `copy … to stdout`
   */
  out(statementSql: string, options?: CopyOutOptions): AsyncIterable<Uint8Array>;
}

export interface CopyOutOptions {
  /**
   * Where to read: `primary` sees all that has been committed (default), `read` may be a replica
   * that lags behind, which is right for reports and exports.
   */
  readonly from?: "primary" | "read";
}

/**
 * A value as it may stand in the text of a COPY statement, quoted.
 *
 * @throws {RangeError} the text holds a NUL, which PostgreSQL has not
 */
export function copyLiteral(value: string | bigint | number | boolean): string {
  if (typeof value !== "string") return String(value);
  if (value.includes("\0")) throw new RangeError("Cannot write a text with a NUL into a statement");
  const quoted = `'${value.replaceAll("'", "''")}'`;
  // With E'' a backslash means itself when doubled, whatever standard_conforming_strings says.
  return value.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted;
}
