import { deepEqual, equal, rejects } from "node:assert/strict";
import fc from "fast-check";
import { SheetParserError, SheetRefusedError } from "../errors.ts";
import type { CellProblem, SheetRow } from "../sheet.ts";
import { ByteQueue } from "./byte_queue.ts";
import { readMessages } from "./message_reader.ts";
import { MessageWriter } from "./message_writer.ts";
import { messageByteCountMax, type ParserMessage } from "./messages.ts";
import { rowsOf } from "./rows.ts";

const BYTE_COUNT_MAX = 10_000_000;

/** Messages out of bytes that come in pieces of any size. */
async function read(pieces: readonly Uint8Array[], max = BYTE_COUNT_MAX): Promise<ParserMessage[]> {
  return await Array.fromAsync(readMessages(ReadableStream.from(pieces).getReader(), max));
}

/** What a writer writes, taken a few bytes at a time. */
async function written(use: (writer: MessageWriter) => void, take = 7): Promise<Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  const queue = new ByteQueue((bytes) => {
    pieces.push(bytes.slice(0, take));
    return Promise.resolve(Math.min(take, bytes.length));
  });
  use(new MessageWriter(queue));
  await queue.drained();
  return pieces;
}

const problem = fc.constantFrom<CellProblem>("digitsLost", "errorValue");
const row = fc.record({
  gap: fc.integer({ min: 1, max: 3 }),
  cells: fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 4 }),
  problems: fc.option(fc.dictionary(fc.constantFrom("0", "1"), problem), { nil: undefined }),
});

Deno.test("MessageWriter and readMessages() hand rows over as they are", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 50 }), async (given) => {
      let rowNumber = 0;
      const rows = given.map(({ gap, cells, problems }): SheetRow => ({
        rowNumber: rowNumber += gap,
        cells,
        ...problems && Object.keys(problems).length > 0
          ? { problems: new Map(Object.entries(problems).map(([at, word]) => [Number(at), word])) }
          : {},
      }));
      const pieces = await written((writer) => {
        writer.meta({ format: "csv", encoding: "utf-8", separator: "," });
        rows.forEach((each) => writer.row(each.rowNumber, each.cells, each.problems));
        writer.end();
      });
      const messages = await read(pieces);
      deepEqual(messages[0], { meta: { format: "csv", encoding: "utf-8", separator: "," } });
      deepEqual(messages.at(-1), { end: { rowCount: rows.length } });
      deepEqual(messages.flatMap((each) => "rows" in each ? rowsOf(each.rows) : []), rows);
    }),
    { numRuns: 200 },
  );
});

Deno.test("MessageWriter sends a batch once it has many rows or letters, and none too long", async () => {
  const limits = { columnCountMax: 100, cellKeptLengthMax: 4_000 };
  const widest = Array.from({ length: 100 }, () => "\u0001".repeat(4_000));
  const pieces = await written((writer) => {
    for (let rowNumber = 1; rowNumber <= 2_500; rowNumber++) writer.row(rowNumber, ["가"]);
    const problems = new Map(widest.map((_, column) => [column, "dateOutOfRange" as const]));
    for (let rowNumber = 2_501; rowNumber <= 2_503; rowNumber++) {
      writer.row(rowNumber, widest, problems);
    }
    writer.end();
  }, 1_000_000);
  const batches = (await read(pieces, messageByteCountMax(limits)))
    .flatMap((message) => "rows" in message ? [message.rows.cells.length] : []);
  deepEqual(batches, [1_000, 1_000, 501, 1, 1]);
});

Deno.test("MessageWriter drops what it has not sent when the sheet is refused", async () => {
  const messages = await read(
    await written((writer) => {
      writer.row(1, ["a"]);
      writer.refuse(new SheetRefusedError({ reason: "doctype", detail: "x", rowNumber: 7 }));
    }),
  );
  deepEqual(messages, [{ refused: { reason: "doctype", detail: "x", rowNumber: 7 } }]);
});

const frame = (body: string | Uint8Array, length?: number) => {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const whole = new Uint8Array(4 + bytes.length);
  new DataView(whole.buffer).setUint32(0, length ?? bytes.length);
  whole.set(bytes, 4);
  return whole;
};

const NONSENSE = [
  "null",
  "[]",
  "{}",
  "{",
  '"text"',
  '{"rows":{"numbers":1,"cells":[[1]]}}',
  '{"rows":{"numbers":"1","cells":[["a"]]}}',
  '{"rows":{"numbers":[1,2],"cells":[["a"]]}}',
  '{"rows":{"numbers":1,"cells":[["a"]],"problems":[[0,"0","x"]]}}',
  '{"meta":{"format":"exe"}}',
  '{"refused":{"reason":1,"detail":""}}',
  '{"end":{"rowCount":"1"}}',
];

for (const body of NONSENSE) {
  Deno.test(`readMessages() refuses ${body}`, async () => {
    await rejects(read([frame(body)]), SheetParserError);
  });
}

Deno.test("readMessages() refuses a long message before it takes it, and what is not UTF-8", async () => {
  let pulledCount = 0;
  const output = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulledCount++;
      controller.enqueue(pulledCount === 1 ? frame("", 0xffffffff) : new Uint8Array(65_536));
    },
  }, { highWaterMark: 0 });
  await rejects(Array.fromAsync(readMessages(output.getReader(), 1_000)), SheetParserError);
  equal(pulledCount, 1);
  await rejects(read([frame(Uint8Array.of(0xff))]), SheetParserError);
});

Deno.test("readMessages() ends where the output ends in the middle of a message", async () => {
  const whole = frame('{"end":{"rowCount":1}}');
  for (let length = 0; length < whole.length; length++) {
    deepEqual(await read([whole.slice(0, length)]), []);
  }
});

Deno.test("ByteQueue makes its user wait while too much is queued", async () => {
  let takeOne = () => {};
  const queue = new ByteQueue((bytes) =>
    new Promise((resolve) => takeOne = () => resolve(bytes.length))
  );
  queue.push(new Uint8Array(1_500_000));
  let isReady = false;
  const ready = queue.ready().then(() => isReady = true);
  await new Promise((resolve) => setTimeout(resolve, 5));
  equal(isReady, false);
  takeOne();
  await ready;
  await queue.drained();
});
