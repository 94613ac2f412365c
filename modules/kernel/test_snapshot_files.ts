import { MemoryFS, PGlite } from "@electric-sql/pglite";

/** What lies in the data directory of a database that was shut down; paths begin with "/". */
export interface Snapshot {
  /** Parents before their children. */
  readonly directories: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/** The little that is needed here of Emscripten's file system, which has no types of its own. */
interface EmscriptenFiles {
  mkdirTree(path: string, mode: number): void;
  readdir(path: string): string[];
  stat(path: string): { mode: number };
  isDir(mode: number): boolean;
  readFile(path: string): Uint8Array<ArrayBuffer>;
  lookupPath(path: string): { node: MemoryNode };
}

interface MemoryNode {
  contents: Uint8Array;
  usedBytes: number;
  isShared?: boolean;
  stream_ops: Record<string, (stream: { node: MemoryNode }, ...rest: unknown[]) => unknown>;
  readonly node_ops: {
    mknod(parent: MemoryNode, name: string, mode: number, device: number): MemoryNode;
  };
}

const DATA = PGlite.paths.PGDATA;
const DIRECTORY_MODE = 0o040700;
const FILE_MODE = 0o100600;
/** What may change the bytes of a file in place. */
const CHANGES = ["write", "allocate", "mmap", "msync"];

/**
 * Files in memory that begin as a snapshot. Its bytes are shared by all databases of a process: a
 * file is copied when it is first written to, and most never are.
 */
export class SnapshotFiles extends MemoryFS {
  constructor(readonly snapshot: Snapshot = { directories: [], files: [] }) {
    super();
  }

  override initialSyncFs(): Promise<void> {
    const files = filesOf(this.pg!);
    files.mkdirTree(DATA, DIRECTORY_MODE);
    const nodes = new Map([["", files.lookupPath(DATA).node]]);
    const add = (path: string, mode: number) => {
      const slash = path.lastIndexOf("/");
      const parent = nodes.get(path.slice(0, slash))!;
      return parent.node_ops.mknod(parent, path.slice(slash + 1), mode, 0);
    };
    for (const path of this.snapshot.directories) nodes.set(path, add(path, DIRECTORY_MODE));
    for (const { path, bytes } of this.snapshot.files) share(add(path, FILE_MODE), bytes);
    return super.initialSyncFs();
  }
}

/** The same, of which a copy is taken when the database has shut down. */
export class KeepingFiles extends SnapshotFiles {
  #kept: Snapshot | undefined;

  /** @throws {TypeError} the database is still open */
  get kept(): Snapshot {
    if (this.#kept === undefined) throw new TypeError("Cannot keep an open database");
    return this.#kept;
  }

  override closeFs(): Promise<void> {
    this.#kept = readTree(filesOf(this.pg!));
    return super.closeFs();
  }
}

function share(node: MemoryNode, bytes: Uint8Array): void {
  node.contents = bytes;
  node.usedBytes = bytes.length;
  node.isShared = true;
  const { stream_ops } = node;
  node.stream_ops = { ...stream_ops };
  for (const change of CHANGES.filter((name) => name in stream_ops)) {
    node.stream_ops[change] = (stream, ...rest) => {
      if (stream.node.isShared) stream.node.contents = stream.node.contents.slice();
      stream.node.isShared = false;
      return stream_ops[change]!(stream, ...rest);
    };
  }
}

function readTree(files: EmscriptenFiles): Snapshot {
  const tree = { directories: [] as string[], files: [] as Snapshot["files"][number][] };
  function read(directory: string): void {
    for (const name of files.readdir(DATA + directory)) {
      if (name === "." || name === "..") continue;
      const path = `${directory}/${name}`;
      if (files.isDir(files.stat(DATA + path).mode)) {
        tree.directories.push(path);
        read(path);
      } else tree.files.push({ path, bytes: files.readFile(DATA + path) });
    }
  }
  read("");
  return tree;
}

function filesOf(pglite: PGlite): EmscriptenFiles {
  return pglite.Module.FS as unknown as EmscriptenFiles;
}
