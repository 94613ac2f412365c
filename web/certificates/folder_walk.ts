/**
 * Lists the files of what a browser hands over: chosen files, a chosen folder, and whatever was
 * dropped. Depth and count are limited, so that a dropped home folder ends soon.
 *
 * @module
 */
import { isWanted, type NamedFile } from "./found_files.ts";

/** `NPKI/yessign/USER/cn=…/signCert.der` is five deep; drives and profiles put some more in front. */
export const FOLDER_DEPTH_MAX = 9;
export const ENTRY_COUNT_MAX = 5_000;

/** A folder or file, as the File System Access API and dropped entries both are seen from here. */
export type Entry =
  | { readonly kind: "file"; readonly name: string; file(): Promise<File> }
  | { readonly kind: "folder"; readonly name: string; entries(): AsyncIterable<Entry> };

/** Files of wanted names below the entries; the rest is never opened. */
export async function walk(entries: Iterable<Entry> | AsyncIterable<Entry>): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  let entryCount = 0;
  const visit = async (
    level: Iterable<Entry> | AsyncIterable<Entry>,
    { path, depth }: { path: string; depth: number },
  ) => {
    for await (const entry of level) {
      if (++entryCount > ENTRY_COUNT_MAX) return;
      const here = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.kind === "folder") {
        if (depth < FOLDER_DEPTH_MAX) {
          await visit(entry.entries(), { path: here, depth: depth + 1 });
        }
      } else if (isWanted({ path: here })) files.push(namedFile(await entry.file(), here));
    }
  };
  await visit(entries, { path: "", depth: 0 });
  return files;
}

/** Files of an `<input type="file">`, with or without `webkitdirectory`. */
export function filesOfInput(list: FileList | null): NamedFile[] {
  return [...list ?? []].slice(0, ENTRY_COUNT_MAX)
    .map((file) => namedFile(file, file.webkitRelativePath || file.name));
}

/** A folder from `showDirectoryPicker()`. */
export function entryOfHandle(handle: FileSystemDirectoryHandle | FileSystemFileHandle): Entry {
  if (handle.kind === "file") {
    const file = handle as FileSystemFileHandle;
    return { kind: "file", name: handle.name, file: () => file.getFile() };
  }
  const folder = handle as FileSystemDirectoryHandle & {
    values(): AsyncIterable<FileSystemDirectoryHandle | FileSystemFileHandle>;
  };
  return {
    kind: "folder",
    name: handle.name,
    async *entries() {
      for await (const each of folder.values()) yield entryOfHandle(each);
    },
  };
}

/** What was dropped. It must be read before the event is over, which is why this does not wait. */
export function entriesOfDrop(transfer: DataTransfer): Entry[] {
  return [...transfer.items].flatMap((item): Entry[] => {
    const entry = item.webkitGetAsEntry();
    if (entry !== null) return [entryOfDropped(entry)];
    // What other programs drop has no entry behind it, but may still be a file.
    const file = item.getAsFile();
    return file === null
      ? []
      : [{ kind: "file", name: file.name, file: () => Promise.resolve(file) }];
  });
}

function entryOfDropped(entry: FileSystemEntry): Entry {
  if (entry.isFile) {
    const file = entry as FileSystemFileEntry;
    return { kind: "file", name: entry.name, file: () => new Promise((...to) => file.file(...to)) };
  }
  const folder = entry as FileSystemDirectoryEntry;
  return {
    kind: "folder",
    name: entry.name,
    async *entries() {
      const reader = folder.createReader();
      // A reader gives some at a time, and nothing once it is through.
      for (;;) {
        const some = await new Promise<FileSystemEntry[]>((...to) => reader.readEntries(...to));
        if (some.length === 0) return;
        for (const each of some) yield entryOfDropped(each);
      }
    },
  };
}

function namedFile(file: File, path: string): NamedFile {
  return {
    path,
    sizeBytes: file.size,
    read: async () => new Uint8Array(await file.arrayBuffer()),
  };
}
