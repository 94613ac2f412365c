/** One line of the sandbox's own record. */
export interface JournalLine {
  readonly at: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

const tailBytes = 256 * 1024;

/** The newest lines first, read from the end of the file only. */
export function readJournalTail(
  dataDirectory: string,
  options: { readonly limit: number; readonly kind?: string },
): readonly JournalLine[] {
  const text = readEnd(`${dataDirectory}/journal.ndjson`);
  return text.split("\n")
    .map(parseLine)
    .filter((line) => line !== undefined)
    .filter((line) => options.kind === undefined || line.kind === options.kind)
    .slice(-options.limit)
    .reverse();
}

function readEnd(path: string): string {
  try {
    using file = Deno.openSync(path);
    const size = file.statSync().size;
    file.seekSync(Math.max(0, size - tailBytes), Deno.SeekMode.Start);
    const bytes = new Uint8Array(Math.min(size, tailBytes));
    let filled = 0;
    for (let count = 1; filled < bytes.length && count > 0;) {
      count = file.readSync(bytes.subarray(filled)) ?? 0;
      filled += count;
    }
    return new TextDecoder().decode(bytes.subarray(0, filled));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** The first line of a tail is usually cut: it does not parse and is left out. */
function parseLine(text: string): JournalLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line !== "object" || line === null) return undefined;
    const fields = Object.fromEntries(Object.entries(line));
    return { ...fields, at: String(fields.at ?? ""), kind: String(fields.kind ?? "") };
  } catch {
    return undefined;
  }
}
