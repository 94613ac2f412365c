/** Records kept in a file of JSON lines, so that a restart of the sandbox forgets nothing. */
export interface RecordFile<T> {
  /** Every record, oldest first; of several with one id the last one counts. */
  list(): readonly T[];
  get(id: string): T | undefined;
  /** Appends the record, or replaces the one with the same id. Written before it returns. */
  put(record: T): void;
}

/**
 * Opens the file and reads what it holds. A last line that was cut off by a kill is left out;
 * the line break that a cut line lacks is added before the next record.
 */
export function openRecordFile<T extends { readonly id: string }>(path: string): RecordFile<T> {
  const text = readTextIfPresent(path);
  const records = new Map<string, T>();
  for (const line of text.split("\n")) {
    const record = parseLine<T>(line);
    if (record !== undefined) records.set(record.id, record);
  }
  if (text !== "" && !text.endsWith("\n")) append(path, "\n");

  return {
    list: () => [...records.values()],
    get: (id) => records.get(id),
    put(record) {
      append(path, `${JSON.stringify(record)}\n`);
      records.set(record.id, record);
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
  Deno.writeTextFileSync(path, text, { append: true, create: true });
}

function readTextIfPresent(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
