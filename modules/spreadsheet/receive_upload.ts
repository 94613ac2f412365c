import { UploadTooLargeError } from "./errors.ts";
import { DEFAULT_SHEET_LIMITS } from "./sheet.ts";

const NAME = /^upload-[0-9a-f-]{36}$/;

/** An upload in a file of its own; disposing it removes the file. */
export interface ReceivedUpload extends AsyncDisposable {
  /** Absolute. */
  readonly path: string;
  readonly byteCount: number;
  remove(): Promise<void>;
}

/**
 * Streams an upload into a new file of `directory`, which is made where it is missing. Stops at the
 * first byte too many; whatever goes wrong, no file stays.
 *
 * @throws {UploadTooLargeError}
 * @throws the signal's reason
 */
export async function receiveUpload(
  stream: ReadableStream<Uint8Array>,
  options: {
    readonly directory: string;
    readonly byteCountMax?: number;
    /** Ends an upload that stalls; the server itself never does. */
    readonly signal?: AbortSignal;
  },
): Promise<ReceivedUpload> {
  const { byteCountMax = DEFAULT_SHEET_LIMITS.byteCountMax, directory, signal } = options;
  await Deno.mkdir(directory, { recursive: true, mode: 0o700 });
  const { file, path } = await openLocked(await Deno.realPath(directory));
  const remove = async () => {
    await Deno.remove(path).catch(ignoreMissing);
    closeQuietly(file);
  };
  try {
    let byteCount = 0;
    for await (const bytes of endedBy(stream, signal)) {
      byteCount += bytes.byteLength;
      if (byteCount > byteCountMax) throw new UploadTooLargeError(byteCountMax);
      await writeAll(file, bytes);
    }
    return { path, byteCount, remove, [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The pieces of a stream, which is cancelled when nobody wants more or `signal` aborts. */
async function* endedBy(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  const cancel = () => void reader.cancel(signal?.reason).catch(() => {});
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    signal?.throwIfAborted();
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
    signal?.throwIfAborted();
  } finally {
    signal?.removeEventListener("abort", cancel);
    cancel();
  }
}

/**
 * Removes what processes that died have left in `directory`; files in use stay, whichever process
 * uses them. Call it at start.
 */
export async function sweepUploads(directory: string): Promise<void> {
  try {
    for await (const entry of Deno.readDir(directory)) {
      if (entry.isFile && NAME.test(entry.name)) await sweep(`${directory}/${entry.name}`);
    }
  } catch (error) {
    ignoreMissing(error);
  }
}

/** A lock that can be had belongs to a process that is gone: the system takes it from the dead. */
async function sweep(path: string): Promise<void> {
  try {
    using file = await Deno.open(path, { read: true, write: true });
    if (await file.tryLock(true)) await Deno.remove(path);
  } catch (error) {
    ignoreMissing(error);
  }
}

/** The file stays open and locked while it is used. A sweep may come between the two steps. */
async function openLocked(directory: string): Promise<{ file: Deno.FsFile; path: string }> {
  while (true) {
    const path = `${directory}/upload-${crypto.randomUUID()}`;
    const file = await Deno.open(path, { createNew: true, write: true, mode: 0o600 });
    if (await file.tryLock(true) && await exists(path)) return { file, path };
    closeQuietly(file);
  }
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}

function closeQuietly(file: Deno.FsFile): void {
  try {
    file.close();
  } catch {
    // It was closed before.
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
