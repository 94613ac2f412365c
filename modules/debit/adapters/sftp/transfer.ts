import { Buffer } from "node:buffer";
import type { SFTPWrapper } from "ssh2";
import type { SftpSession } from "./open_sftp.ts";

/** Bytes of one write: the most that every server takes. */
const WRITE_BYTES = 32_768;
/** Writes under way at once; the server takes them in their order. */
const WRITES_AT_ONCE = 32;
const READ_BYTES = 32_768;
const READS_AT_ONCE = 16;

/** Writes a new file; it counts once it is closed. @throws {Error} of the server or the connection */
export async function writeFile(
  { sftp, answered }: SftpSession,
  path: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const handle = await answered(open(sftp, path, "wx"));
  const underWay: Promise<void>[] = [];
  let position = 0;
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; from += WRITE_BYTES) {
      const part = Buffer.from(chunk.subarray(from, from + WRITE_BYTES));
      underWay.push(writeAt(sftp, { handle, part, position }));
      position += part.length;
      if (underWay.length >= WRITES_AT_ONCE) await answered(underWay.shift()!);
    }
  }
  await answered(Promise.all(underWay));
  await answered(close(sftp, handle));
}

/** Whether a failure says that there is no such file. */
export function isAbsent(error: unknown): boolean {
  return (error as { code?: unknown }).code === 2;
}

/** @returns the size, or undefined where there is no such file */
export async function sizeOf(
  { sftp, answered }: SftpSession,
  path: string,
): Promise<number | undefined> {
  const asked = new Promise<number | undefined>((resolve, reject) => {
    sftp.stat(path, (error, stats) => {
      if (error === undefined || error === null) resolve(stats.size);
      else if (isAbsent(error)) resolve(undefined);
      else reject(error);
    });
  });
  return await answered(asked);
}

/**
 * The bytes of a file as they come. Servers may give less than was asked for anywhere: then the reads
 * under way are dropped, and it is gone on after what came, in pieces of that size.
 *
 * @throws {Error} of the server or the connection
 */
export async function* readFile(
  { sftp, answered }: SftpSession,
  path: string,
): AsyncIterable<Uint8Array> {
  const handle = await answered(open(sftp, path, "r"));
  let underWay: Promise<Uint8Array>[] = [];
  let size = READ_BYTES;
  let asked = 0;
  let given = 0;
  while (true) {
    while (underWay.length < READS_AT_ONCE) {
      underWay.push(readAt(sftp, { handle, size, position: asked }));
      asked += size;
    }
    const part = await answered(underWay.shift()!);
    if (part.length === 0) break;
    yield part;
    given += part.length;
    if (part.length === size) continue;
    await answered(Promise.all(underWay));
    underWay = [];
    asked = given;
    size = part.length;
  }
  await answered(Promise.all(underWay));
  await answered(close(sftp, handle));
}

/** @returns fewer bytes than were asked for where the server gives no more at once, none at the end */
function readAt(
  sftp: SFTPWrapper,
  { handle, size, position }: { handle: Buffer; size: number; position: number },
): Promise<Uint8Array> {
  const part = Buffer.alloc(size);
  const read = new Promise<Uint8Array>((resolve, reject) => {
    sftp.read(handle, part, 0, size, position, (error, byteCount) => {
      if (error === undefined || error === null) resolve(part.subarray(0, byteCount));
      else if (isEnd(error)) resolve(part.subarray(0, 0));
      else reject(error);
    });
  });
  read.catch(() => {});
  return read;
}

/** SSH_FX_EOF. */
function isEnd(error: unknown): boolean {
  return (error as { code?: unknown }).code === 1;
}

function open(sftp: SFTPWrapper, path: string, mode: "r" | "wx"): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sftp.open(path, mode, (error, handle) => error ? reject(error) : resolve(handle));
  });
}

function writeAt(
  sftp: SFTPWrapper,
  { handle, part, position }: { handle: Buffer; part: Buffer; position: number },
): Promise<void> {
  const written = new Promise<void>((resolve, reject) => {
    sftp.write(
      handle,
      part,
      0,
      part.length,
      position,
      (error) => error ? reject(error) : resolve(),
    );
  });
  // Who awaits it may be busy with the next chunk when it fails.
  written.catch(() => {});
  return written;
}

function close(sftp: SFTPWrapper, handle: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    sftp.close(handle, (error) => error ? reject(error) : resolve());
  });
}
