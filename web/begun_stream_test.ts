import assert from "node:assert/strict";
import { createLogger } from "@maru/kernel";
import { csvStream } from "@maru/spreadsheet";
import { Hono } from "hono";
import { begunStream } from "./begun_stream.ts";
import type { WebEnv } from "./context.ts";

/** Serves the rows as CSV; what is refused before the headers is told by its name. */
function servingApp(rows: AsyncIterable<readonly string[]>) {
  const lines: string[] = [];
  const log = createLogger({ level: "info", write: (line) => lines.push(line) });
  const app = new Hono<WebEnv>();
  app.onError((error, c) => c.text(error.name, 409));
  app.get("/", async (c) => {
    c.set("log", log);
    const write = (begun: AsyncIterable<readonly string[]>) =>
      csvStream({ columns: ["name"], rows: begun });
    return c.body(await begunStream(c, rows, write));
  });
  return { lines, get: () => app.request("/") };
}

async function* rowsThenFault(count: number, ended?: () => void) {
  try {
    for (let row = 0; row < count; row++) yield [`row ${row}`];
    await Promise.resolve();
    throw new RangeError("Cannot read 홍길동");
  } finally {
    ended?.();
  }
}

Deno.test("begunStream() refuses before the headers what its first row refuses", async () => {
  const answer = await servingApp(rowsThenFault(0)).get();
  assert.equal(answer.status, 409);
  assert.equal(await answer.text(), "RangeError");
});

Deno.test("begunStream() logs a file that breaks off, without what stood in it", async () => {
  const { lines, get } = servingApp(rowsThenFault(1_200));
  const answer = await get();
  assert.equal(answer.status, 200);
  await assert.rejects(answer.text());
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, /File broke off.*RangeError.*rowsThenFault/);
  assert.match(lines[0]!, /"level":"error"/);
  assert.doesNotMatch(lines[0]!, /홍길동/);
});

Deno.test("begunStream() gives every row once, also where there is none", async () => {
  for (const count of [0, 1, 3]) {
    const rows = Array.from({ length: count }, (_, row) => [`row ${row}`]);
    const answer = await servingApp(ReadableStream.from(rows)).get();
    const titles = [["name"], ...rows].map(([cell]) => `${cell}\r\n`).join("");
    assert.equal((await answer.text()).replace("\ufeff", ""), titles);
  }
});

Deno.test("begunStream() ends the rows when nobody wants the file any more", async () => {
  let endCount = 0;
  const { lines, get } = servingApp(rowsThenFault(10_000, () => endCount++));
  await (await get()).body?.cancel();
  assert.equal(endCount, 1);
  const reader = (await servingApp(rowsThenFault(10_000, () => endCount++)).get()).body!
    .getReader();
  await reader.read();
  await reader.cancel();
  assert.equal(endCount, 2);
  assert.deepEqual(lines, []);
});
