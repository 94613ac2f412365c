import { useEffect, useState } from "preact/hooks";
import type { CertificateStore } from "./browser_store.ts";
import { fileProblemWords, unreadableWords } from "./file_words.ts";
import { entriesOfDrop, entryOfHandle, filesOfInput, walk } from "./folder_walk.ts";
import { findCertificates, type NamedFile } from "./found_files.ts";
import { joinListed, type ListedCertificate, listFound } from "./listed.ts";

/** Certificates from files: what was found, and the ways to look for more. */
export interface FoundCertificatesState {
  readonly certificates: readonly ListedCertificate[];
  /** One line each: what is wrong with the files, and what to do. */
  readonly problems: readonly string[];
  readonly isSearching: boolean;
  readonly isDragged: boolean;
  /** Name of the folder of last time, which must be allowed again. */
  readonly lastFolder: string | undefined;
  readonly canPickFolder: boolean;
  takeInput(event: Event): void;
  takeDrop(event: DragEvent): void;
  takeDrag(event: DragEvent): void;
  pickFolder(): void;
  openLastFolder(): void;
  /** Puts certificates in from elsewhere: another device, a demonstration. */
  add(certificates: readonly ListedCertificate[]): void;
}

type FolderHandle = FileSystemDirectoryHandle & {
  queryPermission?(options: { mode: "read" }): Promise<PermissionState>;
  requestPermission?(options: { mode: "read" }): Promise<PermissionState>;
};
type FolderPicker = {
  showDirectoryPicker?(options: { id: string; mode: "read" }): Promise<FolderHandle>;
};

export function useFoundCertificates(
  { store, onFound }: {
    store: CertificateStore | undefined;
    /** Is told the first one that was found. */
    onFound: (certificates: readonly ListedCertificate[]) => void;
  },
): FoundCertificatesState {
  const [certificates, setCertificates] = useState<readonly ListedCertificate[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [isSearching, setSearching] = useState(false);
  const [isDragged, setDragged] = useState(false);
  const [handle, setHandle] = useState<FolderHandle>();
  const [canPickFolder, setCanPickFolder] = useState(false);

  const add = (more: readonly ListedCertificate[]) => {
    setCertificates((old) => joinListed(more, old));
    onFound(more);
  };
  const search = async (files: () => Promise<readonly NamedFile[]>) => {
    setSearching(true);
    setProblems([]);
    try {
      const { found, problems } = await findCertificates(await files());
      const { listed, unreadableCount } = listFound(found, crypto.randomUUID());
      setProblems([
        ...problems.map(fileProblemWords),
        ...(unreadableCount === 0 ? [] : [unreadableWords(unreadableCount)]),
      ]);
      if (listed.length > 0) add(listed);
    } catch {
      setProblems(["파일을 읽지 못했습니다. 파일이 옮겨졌거나 지워지지 않았는지 확인해 주십시오."]);
    } finally {
      setSearching(false);
    }
  };
  const searchFolder = (folder: FolderHandle) => search(() => walk([entryOfHandle(folder)]));

  useEffect(() => {
    setCanPickFolder((globalThis as FolderPicker).showDirectoryPicker !== undefined);
    recallFolder(store).then(async (folder) => {
      if (folder === undefined) return;
      if (await folder.queryPermission?.({ mode: "read" }) === "granted") searchFolder(folder);
      else setHandle(folder);
    });
  }, [store]);

  return {
    certificates,
    problems,
    isSearching,
    isDragged,
    lastFolder: handle?.name,
    canPickFolder,
    takeInput(event) {
      const input = event.currentTarget as HTMLInputElement;
      const files = filesOfInput(input.files);
      // The same files can be chosen again after they were put right.
      input.value = "";
      if (files.length > 0) search(() => Promise.resolve(files));
    },
    takeDrag(event) {
      event.preventDefault();
      setDragged(event.type !== "dragleave");
    },
    takeDrop(event) {
      event.preventDefault();
      setDragged(false);
      const entries = event.dataTransfer ? entriesOfDrop(event.dataTransfer) : [];
      search(() => walk(entries));
    },
    async pickFolder() {
      const folder = await askFolder();
      if (folder === undefined) return;
      setHandle(undefined);
      await searchFolder(folder);
      store?.rememberFolder(folder).catch(() => {});
    },
    async openLastFolder() {
      if (await handle?.requestPermission?.({ mode: "read" }) !== "granted" || !handle) return;
      setHandle(undefined);
      await searchFolder(handle);
    },
    add,
  };
}

/** A browser that cannot remember folders simply has none to offer. */
async function recallFolder(store: CertificateStore | undefined) {
  return await store?.folder().catch(() => undefined) as FolderHandle | undefined;
}

/** Undefined where the person thought better of it. */
async function askFolder(): Promise<FolderHandle | undefined> {
  try {
    return await (globalThis as FolderPicker).showDirectoryPicker?.({ id: "npki", mode: "read" });
  } catch {
    return undefined;
  }
}
