import type { CentreError } from "../centre/checked_file.ts";
import type { Day } from "../calendar/korean_day.ts";
import type { ResultKind, SentKind } from "../file_kind.ts";
import { openKeyedFile } from "../keyed_file.ts";
import {
  type ExchangedFile,
  fileId,
  type Place,
  type ResultFile,
  type SentFile,
} from "./exchanged_file.ts";

export interface FileSlot<Kind> {
  readonly place: Place;
  readonly kind: Kind;
  readonly day: Day;
}

/** Every file that went one way or the other: its bytes, what is known of it, what was wrong with it. */
export interface ExchangeStore {
  get(id: string): ExchangedFile | undefined;
  list(): ExchangedFile[];
  /** The newest file of that name, whatever became of it. */
  sent(slot: FileSlot<SentKind>): SentFile | undefined;
  result(slot: FileSlot<ResultKind>): ResultFile | undefined;
  /** The id for one more file of that name. */
  nextId(slot: FileSlot<SentKind>): string;
  put(file: ExchangedFile): void;
  pathOf(id: string): string;
  errorsOf(id: string): readonly CentreError[];
  putErrors(id: string, errors: readonly CentreError[]): void;
  /** A path for bytes that are not a file yet. */
  draftPath(): string;
}

export function openExchangeStore(folder: string): ExchangeStore {
  // Uploads that a stop cut off, and spoilt copies that were handed out.
  sweep(`${folder}/drafts`);
  for (const part of ["files", "errors", "drafts"]) {
    Deno.mkdirSync(`${folder}/${part}`, { recursive: true });
  }
  const records = openKeyedFile<ExchangedFile>(`${folder}/exchange.ndjson`);
  const errorPath = (id: string) => `${folder}/errors/${id}.json`;

  const copies = (slot: FileSlot<SentKind>): SentFile[] => {
    const found: SentFile[] = [];
    for (let copy = 1;; copy++) {
      const file = records.get(fileId({ ...slot, copy }));
      if (file?.direction !== "sent") return found;
      found.push(file);
    }
  };

  return {
    get: (id) => records.get(id),
    list: () => [...records.values()],
    sent: (slot) => copies(slot).at(-1),
    result(slot) {
      const file = records.get(fileId({ ...slot, copy: 1 }));
      return file?.direction === "result" ? file : undefined;
    },
    nextId: (slot) => fileId({ ...slot, copy: copies(slot).length + 1 }),
    put: (file) => records.put([file]),
    pathOf: (id) => `${folder}/files/${id}`,
    errorsOf(id) {
      try {
        return JSON.parse(Deno.readTextFileSync(errorPath(id))) as CentreError[];
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return [];
        throw error;
      }
    },
    putErrors: (id, errors) => Deno.writeTextFileSync(errorPath(id), JSON.stringify(errors)),
    draftPath: () => `${folder}/drafts/${crypto.randomUUID()}`,
  };
}

function sweep(folder: string): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
