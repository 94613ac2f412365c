import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import type { OpenDatabase } from "./database.ts";
import { openPglite } from "./pglite.ts";
import { KeepingFiles, type Snapshot, SnapshotFiles } from "./test_snapshot_files.ts";

const FOLDER = new URL("../../.deno/", import.meta.url);
const KEPT_MS = 3_600_000;
/** What every snapshot begins from: a database without a table. To be raised when PGlite is. */
const EMPTY = "empty-0.5.16";
const HEADER_LENGTH_BYTES = 4;
/** The start touches all shared buffers, and the log is read whenever a test file begins. */
const SMALL: PGliteOptions = {
  initDbStartParams: ["--wal-segsize=1"],
  startParams: [
    ...PGlite.defaultStartParams,
    ...["-c", "shared_buffers=16MB", "-c", "min_wal_size=2MB"],
  ],
};

/** Read once in a test file, which may have many tests. */
const snapshots = new Map<string, Promise<Snapshot>>();

/** The snapshot of this name; the first who asks for it fills an empty database, and it is kept. */
export function keptSnapshot(
  name: string,
  fill: (database: OpenDatabase) => Promise<void>,
): Promise<Snapshot> {
  const snapshot = snapshots.get(name) ?? readOrMake(name, fill);
  snapshots.set(name, snapshot);
  return snapshot;
}

/** A database that begins as the snapshot; in memory unless a directory is named. */
export async function openSnapshot(snapshot: Snapshot, directory?: string): Promise<OpenDatabase> {
  if (directory === undefined) {
    return await openPglite({ engine: { ...SMALL, fs: new SnapshotFiles(snapshot) } });
  }
  await Deno.mkdir(directory, { recursive: true, mode: 0o700 });
  for (const path of snapshot.directories) await Deno.mkdir(directory + path, { mode: 0o700 });
  for (const { path, bytes } of snapshot.files) await Deno.writeFile(directory + path, bytes);
  return await openPglite({ directory });
}

async function readOrMake(
  name: string,
  fill: (database: OpenDatabase) => Promise<void>,
): Promise<Snapshot> {
  const file = new URL(`pglite-${name}.pack`, FOLDER);
  const kept = await readPack(file);
  if (kept !== undefined) return kept;
  await Deno.mkdir(FOLDER, { recursive: true });
  // Several test files may come here at once: one makes it, the others wait.
  using lock = await Deno.open(new URL(`${file.href}.lock`), { create: true, write: true });
  await lock.lock(true);
  return await readPack(file) ?? await make(name, file, fill);
}

async function make(
  name: string,
  file: URL,
  fill: (database: OpenDatabase) => Promise<void>,
): Promise<Snapshot> {
  const empty = name === EMPTY ? undefined : await keptSnapshot(EMPTY, () => Promise.resolve());
  const files = new KeepingFiles(empty);
  const database = await openPglite({ engine: { ...SMALL, fs: files } });
  try {
    await fill(database);
  } finally {
    await database.close();
  }
  await removeOld();
  await writePack(file, files.kept);
  return files.kept;
}

/** Each is some 30 MB and good for one state of the migrations only. */
async function removeOld(): Promise<void> {
  const oldestMs = performance.timeOrigin + performance.now() - KEPT_MS;
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!name.startsWith("pglite-")) continue;
    const file = new URL(name, FOLDER);
    // Another test process may have been faster.
    const made = await Deno.stat(file).catch(() => undefined);
    if ((made?.mtime?.getTime() ?? Infinity) < oldestMs) await Deno.remove(file).catch(() => {});
  }
}

/** Length of the header, the header in JSON, the files one after the other. */
async function writePack(file: URL, { directories, files }: Snapshot): Promise<void> {
  const sizes = files.map(({ path, bytes }) => [path, bytes.length]);
  const header = new TextEncoder().encode(JSON.stringify({ directories, sizes }));
  const length = new Uint8Array(HEADER_LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, header.length);
  const pack = new Blob([length, header, ...files.map(({ bytes }) => bytes)]);
  // Written aside and renamed: a file of this name is whole.
  const aside = new URL(`${file.href}.${crypto.randomUUID()}`);
  await Deno.writeFile(aside, pack.stream());
  await Deno.rename(aside, file);
}

async function readPack(file: URL): Promise<Snapshot | undefined> {
  const pack = await Deno.readFile(file).catch(() => undefined);
  if (pack === undefined) return undefined;
  const length = new DataView(pack.buffer).getUint32(0);
  let end = HEADER_LENGTH_BYTES + length;
  const { directories, sizes } = JSON.parse(
    new TextDecoder().decode(pack.subarray(HEADER_LENGTH_BYTES, end)),
  ) as { directories: string[]; sizes: [string, number][] };
  const files = sizes.map(([path, size]) => ({ path, bytes: pack.subarray(end, end += size) }));
  return { directories, files };
}
