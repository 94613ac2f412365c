/**
 * Parsers of settings. Each one throws a `RangeError` whose message says what is wanted: it is shown
 * behind "wanted", so it starts with a noun.
 *
 * @module
 */

/** Any text that is not blank. */
export function parseText(text: string): string {
  if (text.trim() === "") throw new RangeError("a text");
  return text.trim();
}

/** One of the named values. */
export function parseOneOf<const T extends string>(values: readonly T[]): (text: string) => T {
  return (text) => {
    const found = values.find((value) => value === text.trim());
    if (found === undefined) throw new RangeError(`one of ${values.join(", ")}`);
    return found;
  };
}

/** A whole number from `min` to `max`, both included. */
export function parseInteger({ min, max }: { min: number; max: number }): (text: string) => number {
  return (text) => {
    const value = /^-?\d{1,15}$/.test(text.trim()) ? Number(text) : NaN;
    if (Number.isNaN(value) || value < min || value > max) {
      throw new RangeError(`a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

/**
 * An absolute URL with one of the protocols, without a slash at its end. An empty text is taken as
 * "none", which only a fallback can be.
 */
export function parseUrl(protocols: readonly string[]): (text: string) => string {
  return (text) => {
    const trimmed = text.trim();
    if (trimmed === "") return "";
    const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
    if (url === undefined || !protocols.includes(url.protocol) || url.hostname === "") {
      throw new RangeError(`a URL that starts with ${protocols.map((p) => `${p}//`).join(" or ")}`);
    }
    return trimmed.replace(/\/+$/, "");
  };
}

/** Values separated by commas; blank ones are left out. */
export function parseList<T>(parseItem: (text: string) => T): (text: string) => readonly T[] {
  return (text) =>
    text.split(",").map((item) => item.trim()).filter((item) => item !== "").map(parseItem);
}

/** A key of `byteCount` bytes in base64. */
export function parseKey(byteCount: number): (text: string) => Uint8Array {
  return (text) => {
    const key = decodeBase64(text.trim());
    if (key?.length !== byteCount) throw new RangeError(`${byteCount} random bytes in base64`);
    return key;
  };
}

/** `id:key` pairs separated by commas, ids unlike; at least one. */
export function parseNamedKeys(
  byteCount: number,
): (text: string) => readonly { readonly id: string; readonly key: Uint8Array }[] {
  const wanted =
    `id:key pairs separated by commas, each key ${byteCount} random bytes in base64, ` +
    "each id 1 to 32 letters, digits, _ or - and used once";
  return (text) => {
    const pairs = parseList((pair) => pair)(text).map((pair) => {
      const [, id, encoded] = /^([A-Za-z0-9_-]{1,32}):(.+)$/.exec(pair) ?? [];
      const key = encoded === undefined ? undefined : decodeBase64(encoded);
      if (id === undefined || key?.length !== byteCount) throw new RangeError(wanted);
      return { id, key };
    });
    const isUnlike = new Set(pairs.map(({ id }) => id)).size === pairs.length;
    if (pairs.length === 0 || !isUnlike) throw new RangeError(wanted);
    return pairs;
  };
}

function decodeBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.fromBase64(text);
  } catch {
    return undefined;
  }
}
