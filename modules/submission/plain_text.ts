/** What an agency says is shown and kept as a line of text, however much it sends. */
const LENGTH_MAX = 1_000;

/**
 * An agency's text as one that the database takes: without NUL, which PostgreSQL refuses and which
 * would leave the item that it belongs to without an end.
 */
export function plainText(text: string, lengthMax = LENGTH_MAX): string {
  return text.slice(0, lengthMax).replaceAll("\0", "").toWellFormed();
}
