import { Buffer } from "node:buffer";
import fc from "fast-check";
import assert from "node:assert/strict";
import type { SFTPWrapper } from "ssh2";
import { readFile } from "./transfer.ts";

/** A server whose reads give no more than it likes, as the protocol allows (draft-ietf-secsh-filexfer-02, 6.4). */
function serverOf(file: Uint8Array, readBytesMax: (position: number) => number) {
  type Done<Value> = (error: Error | undefined, value: Value) => void;
  const sftp = {
    open: (_path: string, _mode: string, done: Done<Buffer>) => done(undefined, Buffer.alloc(1)),
    close: (_handle: Buffer, done: (error?: Error) => void) => done(),
    read(
      _handle: Buffer,
      into: Buffer,
      _offset: number,
      size: number,
      position: number,
      done: Done<number>,
    ) {
      const part = file.subarray(position, position + Math.min(size, readBytesMax(position)));
      into.set(part);
      if (part.length > 0) done(undefined, part.length);
      else done(Object.assign(new Error("EOF"), { code: 1 }), 0);
    },
  };
  return { sftp: sftp as unknown as SFTPWrapper, answered: <T>(request: Promise<T>) => request };
}

async function bytesOf(session: ReturnType<typeof serverOf>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of readFile({ ...session, [Symbol.asyncDispose]: async () => {} }, "f")) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const fileOf = (byteCount: number) => Uint8Array.from({ length: byteCount }, (_, at) => at % 251);

Deno.test("readFile() gives a file whole, however little the server gives at once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 300_000 }),
      fc.array(fc.integer({ min: 700, max: 40_000 }), { minLength: 1, maxLength: 5 }),
      async (byteCount, limits) => {
        const file = fileOf(byteCount);
        const session = serverOf(file, (position) => limits[position % limits.length]!);
        assert.ok((await bytesOf(session)).equals(file));
      },
    ),
    { numRuns: 100 },
  );
});
