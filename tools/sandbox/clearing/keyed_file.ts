/** Records by id in a file of JSON lines; the last line of an id counts. */
export interface KeyedFile<T> {
  get(id: string): T | undefined;
  values(): IterableIterator<T>;
  readonly size: number;
  /** Written before it returns, in one piece. */
  put(records: readonly T[]): void;
  clear(): void;
}

/**
 * Opens the file and reads what it holds; a last line that was cut off by a kill is left out.
 *
 * It takes many records in one write: a file of the clearing house brings a million.
 */
export function openKeyedFile<T extends { readonly id: string }>(path: string): KeyedFile<T> {
  const records = new Map<string, T>();
  const text = readIfPresent(path);
  for (const line of text.split("\n")) {
    const record = parseLine<T>(line);
    if (record !== undefined) records.set(record.id, record);
  }
  if (text !== "" && !text.endsWith("\n")) append(path, "\n");

  return {
    get: (id) => records.get(id),
    values: () => records.values(),
    get size() {
      return records.size;
    },
    put(added) {
      if (added.length === 0) return;
      append(path, `${added.map((record) => JSON.stringify(record)).join("\n")}\n`);
      for (const record of added) records.set(record.id, record);
    },
    clear() {
      Deno.writeTextFileSync(path, "");
      records.clear();
    },
  };
}

function parseLine<T>(line: string): T | undefined {
  if (line === "") return undefined;
  try {
    return JSON.parse(line) as T;
  } catch {
    return undefined;
  }
}

function append(path: string, text: string): void {
  Deno.writeTextFileSync(path, text, { append: true });
}

function readIfPresent(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
