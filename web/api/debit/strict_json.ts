/** Deeper than any body that is asked for, and no deeper than a stack bears. */
const DEPTH_MAX = 32;

/**
 * JSON of which every reader sees the same: UTF-8 without a broken character, no object that names a
 * field twice (RFC 8259 §4 leaves open which one counts), and none nested without end.
 *
 * @throws {SyntaxError}
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  const text = decoded(bytes);
  const value: unknown = JSON.parse(text);
  refuseRepeatedNames(text);
  return value;
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SyntaxError("Cannot read the text: it is not UTF-8");
  }
}

/** In text that is JSON: a string before a colon is a name, and brackets outside of strings nest. */
const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|[{}[\]]/gs;

function refuseRepeatedNames(text: string): void {
  const open: Set<string>[] = [];
  for (const [token, string, colon] of text.matchAll(TOKEN)) {
    if (string === undefined) {
      if (token === "{" || token === "[") open.push(new Set());
      else open.pop();
      if (open.length > DEPTH_MAX) {
        throw new SyntaxError(`Cannot read more than ${DEPTH_MAX} levels`);
      }
    } else if (colon !== undefined) {
      const name = JSON.parse(string) as string;
      const names = open.at(-1);
      if (names?.has(name)) throw new SyntaxError("Cannot read an object that names a field twice");
      names?.add(name);
    }
  }
}
