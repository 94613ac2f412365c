import { Buffer } from "node:buffer";
import type { Attributes, FileEntry, SFTPWrapper } from "ssh2";
import { type Cut, CutOnPurpose, openDownload, type OpenFile, openForUpload } from "./open_file.ts";
import { type RemoteEntry, type RemoteFolder, SftpRefusal, sftpStatus } from "./remote_folder.ts";

const WRITE_FLAG = 0x02;
const FOLDER_MODE = 0o040755;
const FILE_MODE = 0o100644;

interface OpenFolder {
  entries: readonly RemoteEntry[] | undefined;
}

/** What one SFTP channel holds open. */
interface Held {
  readonly files: Map<number, OpenFile>;
  readonly folders: Map<number, OpenFolder>;
  next: number;
}

/** Answers one SFTP channel (version 3) out of a folder. */
export function serveSftp(sftp: SFTPWrapper, folder: RemoteFolder, cut: Cut): void {
  const held: Held = { files: new Map(), folders: new Map(), next: 1 };
  const guard = (id: number, answer: () => Promise<void> | void) => {
    Promise.resolve().then(answer).catch((error) => refuse(sftp, { id, error, cut }));
  };
  serveFiles(sftp, { held, folder, guard });
  serveNames(sftp, { held, folder, guard });
  // A client says that it has no more to ask and waits for the channel to be closed.
  sftp.on("end", () => sftp.end());
  sftp.on("error", cut);
  sftp.on("close", () => {
    for (const file of held.files.values()) file.abandon();
    held.files.clear();
  });
}

interface Serving {
  readonly held: Held;
  readonly folder: RemoteFolder;
  readonly guard: (id: number, answer: () => Promise<void> | void) => void;
}

function serveFiles(sftp: SFTPWrapper, { held, folder, guard }: Serving): void {
  sftp.on("OPEN", (id, path, flags) =>
    guard(id, async () => {
      const file = (flags & WRITE_FLAG) === 0
        ? openDownload(await folder.read(absolute(path)))
        : openForUpload(await folder.write(absolute(path)));
      held.files.set(held.next, file);
      sftp.handle(id, handleOf(held.next++));
    }));
  sftp.on("READ", (id, handle, offset, length) =>
    guard(id, () => {
      const data = fileOf(held, handle).read(offset, length);
      if (data === undefined) sftp.status(id, sftpStatus.endOfFile);
      else sftp.data(id, data);
    }));
  sftp.on("WRITE", (id, handle, offset, data) =>
    guard(id, () => {
      fileOf(held, handle).write(offset, data);
      sftp.status(id, sftpStatus.ok);
    }));
  sftp.on("FSTAT", (id, handle) =>
    guard(id, () => {
      const { sizeBytes } = fileOf(held, handle);
      sftp.attrs(id, attributesOf({ sizeBytes, isFolder: false, modifiedAt: new Date(0) }));
    }));
  sftp.on("CLOSE", (id, handle) =>
    guard(id, () => {
      const number = handle.readUInt32BE(0);
      const file = held.files.get(number);
      held.files.delete(number);
      if (!held.folders.delete(number)) {
        if (file === undefined) throw new SftpRefusal(sftpStatus.failure, "No such handle");
        file.close();
      }
      sftp.status(id, sftpStatus.ok);
    }));
}

function serveNames(sftp: SFTPWrapper, { held, folder, guard }: Serving): void {
  sftp.on("REALPATH", (id, path) =>
    guard(id, () => {
      const name = absolute(path);
      sftp.name(id, [{ filename: name, longname: name, attrs: {} as Attributes }]);
    }));
  const stat = (id: number, path: string) =>
    guard(id, async () => sftp.attrs(id, attributesOf(await folder.entry(absolute(path)))));
  sftp.on("STAT", stat);
  sftp.on("LSTAT", stat);
  sftp.on("OPENDIR", (id, path) =>
    guard(id, async () => {
      held.folders.set(held.next, { entries: await folder.entries(absolute(path)) });
      sftp.handle(id, handleOf(held.next++));
    }));
  sftp.on("READDIR", (id, handle) =>
    guard(id, () => {
      const open = held.folders.get(handle.readUInt32BE(0));
      if (open === undefined) throw new SftpRefusal(sftpStatus.failure, "No such handle");
      const entries = open.entries;
      open.entries = undefined;
      if (entries === undefined) sftp.status(id, sftpStatus.endOfFile);
      else sftp.name(id, entries.map(listed));
    }));
  // Clients set times and modes after an upload; they mean nothing here.
  sftp.on("SETSTAT", (id) => sftp.status(id, sftpStatus.ok));
  sftp.on("FSETSTAT", (id) => sftp.status(id, sftpStatus.ok));
  const deny = (id: number) => sftp.status(id, sftpStatus.permissionDenied);
  sftp.on("REMOVE", deny);
  sftp.on("RENAME", deny);
  sftp.on("MKDIR", deny);
  sftp.on("RMDIR", deny);
}

function refuse(
  sftp: SFTPWrapper,
  { id, error, cut }: { readonly id: number; readonly error: unknown; readonly cut: Cut },
): void {
  if (error instanceof CutOnPurpose) return cut();
  if (error instanceof SftpRefusal) return sftp.status(id, error.status, error.message);
  sftp.status(id, sftpStatus.failure, error instanceof Error ? error.message : "Failure");
}

function fileOf({ files }: Held, handle: Buffer): OpenFile {
  const file = files.get(handle.readUInt32BE(0));
  if (file === undefined) throw new SftpRefusal(sftpStatus.failure, "No such handle");
  return file;
}

function handleOf(number: number): Buffer {
  const handle = Buffer.alloc(4);
  handle.writeUInt32BE(number);
  return handle;
}

/** Relative paths count from the home, which is the root. */
function absolute(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

function attributesOf(entry: Omit<RemoteEntry, "name">): Attributes {
  const seconds = Math.floor(entry.modifiedAt.getTime() / 1_000);
  return {
    mode: entry.isFolder ? FOLDER_MODE : FILE_MODE,
    uid: 0,
    gid: 0,
    size: entry.sizeBytes,
    atime: seconds,
    mtime: seconds,
  };
}

function listed(entry: RemoteEntry): FileEntry {
  const mode = entry.isFolder ? "drwxr-xr-x" : "-rw-r--r--";
  const time = entry.modifiedAt.toISOString().slice(0, 16).replace("T", " ");
  return {
    filename: entry.name,
    longname: `${mode} 1 house house ${entry.sizeBytes} ${time} ${entry.name}`,
    attrs: attributesOf(entry),
  };
}
