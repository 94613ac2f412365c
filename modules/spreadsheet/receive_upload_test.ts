import { deepEqual, equal, rejects } from "node:assert/strict";
import { UploadTooLargeError } from "./errors.ts";
import { receiveUpload, sweepUploads } from "./receive_upload.ts";

async function inDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  const parent = await Deno.makeTempDir();
  try {
    await use(`${parent}/uploads`);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

const streamOf = (...texts: string[]) =>
  ReadableStream.from(texts.map((text) => new TextEncoder().encode(text)));
const filesIn = (directory: string) => [...Deno.readDirSync(directory)].map(({ name }) => name);

Deno.test("receiveUpload() keeps an upload in a file that nobody else may read, until it is disposed", () =>
  inDirectory(async (directory) => {
    let path = "";
    {
      await using upload = await receiveUpload(streamOf("가나", "다"), { directory });
      path = upload.path;
      equal(path.startsWith("/"), true);
      equal(upload.byteCount, 9);
      equal(await Deno.readTextFile(path), "가나다");
      equal((await Deno.stat(path)).mode! & 0o777, 0o600);
      equal((await Deno.stat(directory)).mode! & 0o777, 0o700);
    }
    await rejects(Deno.stat(path), Deno.errors.NotFound);
    const twice = await receiveUpload(streamOf("x"), { directory });
    await twice.remove();
    await twice.remove();
    deepEqual(filesIn(directory), []);
  }));

Deno.test("receiveUpload() takes as many bytes as are allowed, and stops at the next", () =>
  inDirectory(async (directory) => {
    const options = { directory, byteCountMax: 10 };
    await (await receiveUpload(streamOf("12345", "67890"), options)).remove();
    await rejects(
      receiveUpload(streamOf("12345", "67890", "1"), options),
      (error) => error instanceof UploadTooLargeError && error.byteCountMax === 10,
    );
    deepEqual(filesIn(directory), []);
  }));

Deno.test("receiveUpload() ends an upload of three gigabytes early, and tells its sender", () =>
  inDirectory(async (directory) => {
    const chunk = new Uint8Array(65_536);
    let sentByteCount = 0;
    let isCancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        sentByteCount += chunk.length;
        if (sentByteCount > 3e9) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: () => void (isCancelled = true),
    });
    await rejects(receiveUpload(stream, { directory }), UploadTooLargeError);
    equal(sentByteCount < 31e6, true);
    equal(isCancelled, true);
    deepEqual(filesIn(directory), []);
  }));

Deno.test("receiveUpload() leaves nothing where the sender breaks off", () =>
  inDirectory(async (directory) => {
    const broken = ReadableStream.from((async function* () {
      yield new Uint8Array(10);
      throw new TypeError("connection reset");
    })());
    await rejects(receiveUpload(broken, { directory }), { message: "connection reset" });
    deepEqual(filesIn(directory), []);
  }));

Deno.test("receiveUpload() ends an upload that stalls, with the reason of the signal", () =>
  inDirectory(async (directory) => {
    let isCancelled = false;
    const stalled = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => void (isCancelled = true),
    });
    const stopping = new AbortController();
    const receiving = receiveUpload(stalled, { directory, signal: stopping.signal });
    setTimeout(() => stopping.abort(new RangeError("too slow")), 20);
    await rejects(receiving, { message: "too slow" });
    equal(isCancelled, true);
    deepEqual(filesIn(directory), []);
  }));

Deno.test("sweepUploads() removes what the dead have left, and nothing that is in use", () =>
  inDirectory(async (directory) => {
    await sweepUploads(directory);
    await using upload = await receiveUpload(streamOf("in use"), { directory });
    const left = `upload-${crypto.randomUUID()}`;
    await Deno.writeTextFile(`${directory}/${left}`, "left");
    await Deno.writeTextFile(`${directory}/other.txt`, "not ours");
    await sweepUploads(directory);
    deepEqual(filesIn(directory).sort(), ["other.txt", upload.path.split("/").at(-1)]);
  }));

Deno.test("sweepUploads() spares what another process uses, until that is killed", () =>
  inDirectory(async (directory) => {
    const script = `
      import { receiveUpload } from "${new URL("receive_upload.ts", import.meta.url)}";
      const stream = ReadableStream.from([new Uint8Array(5)]);
      await receiveUpload(stream, { directory: ${JSON.stringify(directory)} });
      console.log("received");
      setInterval(() => {}, 1_000);`;
    const other = new Deno.Command("deno", {
      args: ["run", "--no-check", "--allow-read", "--allow-write", "-"],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const writer = other.stdin.getWriter();
    await writer.write(new TextEncoder().encode(script));
    await writer.close();
    const output = other.stdout.getReader();
    await output.read();
    await sweepUploads(directory);
    equal(filesIn(directory).length, 1);
    other.kill("SIGKILL");
    await other.status;
    await output.cancel();
    await sweepUploads(directory);
    deepEqual(filesIn(directory), []);
  }));
