/**
 * The certificates that this browser keeps, in IndexedDB. The certificate itself is public and lies
 * open; the key is wrapped, see `work/wrap.ts`.
 *
 * @module
 */
import type { StoredCertificate } from "./source.ts";

/** The browser refuses to keep anything: a private window, or no space. */
export class StoreUnavailableError extends Error {
  override name = "StoreUnavailableError";
  constructor(options?: ErrorOptions) {
    super("Cannot use the browser's store", options);
  }
}

/** Where records are kept; each function throws {@linkcode StoreUnavailableError}. */
export interface CertificateStore {
  list(): Promise<readonly StoredCertificate[]>;
  /** The same certificate again replaces the record. */
  put(record: StoredCertificate): Promise<void>;
  remove(id: string): Promise<void>;
  /** The folder that was opened last, where the browser can remember one. */
  folder(): Promise<FileSystemDirectoryHandle | undefined>;
  rememberFolder(handle: FileSystemDirectoryHandle): Promise<void>;
}

export function createBrowserStore(factory: IDBFactory = indexedDB): CertificateStore {
  let opened: Promise<IDBDatabase> | undefined;
  const run = async <T>(
    name: StoreName,
    mode: IDBTransactionMode,
    act: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> => {
    try {
      const database = await (opened ??= open(factory));
      return await done(act(database.transaction(name, mode).objectStore(name)));
    } catch (error) {
      opened = undefined;
      throw new StoreUnavailableError({ cause: error });
    }
  };
  return {
    list: async () =>
      (await run("certificates", "readonly", (store) => store.getAll())).filter(isRecord),
    put: async (record) => {
      await run("certificates", "readwrite", (store) => store.put(record));
    },
    remove: async (id) => {
      await run("certificates", "readwrite", (store) => store.delete(id));
    },
    folder: () => run("folders", "readonly", (store) => store.get(FOLDER_KEY)),
    rememberFolder: async (handle) => {
      await run("folders", "readwrite", (store) => store.put(handle, FOLDER_KEY));
    },
  };
}

/** Whether it is a record of ours; whatever else lies there is passed over. */
export function isRecord(value: unknown): value is StoredCertificate {
  if (typeof value !== "object" || value === null) return false;
  const { kind, id, certificate, wrapped } = value as Record<string, unknown>;
  return kind === "stored" && typeof id === "string" && certificate instanceof Uint8Array &&
    wrapped instanceof Uint8Array;
}

type StoreName = "certificates" | "folders";
const DATABASE_NAME = "maru-certificates";
const DATABASE_VERSION = 1;
const FOLDER_KEY = "last";

async function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE_NAME, DATABASE_VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("certificates", { keyPath: "id" });
    request.result.createObjectStore("folders");
  };
  return await done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
