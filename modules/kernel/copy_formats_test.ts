import assert from "node:assert/strict";
import fc from "fast-check";
import { sql } from "kysely";
import type { CopyBatch } from "./copy_batch.ts";
import { copyBatches, CopyFormatError } from "./copy_batches.ts";
import { type CopyBinaryWriter, createCopyBinaryWriter } from "./copy_binary_writer.ts";
import { copyChunks } from "./copy_chunks.ts";
import { createCopyTextWriter } from "./copy_text_writer.ts";
import { testKernel } from "./testing.ts";

const onPostgres = { ignore: !Deno.env.get("DATABASE_URL") };
const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

/** Any text that PostgreSQL can hold, the letters that COPY escapes among them. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom("\ufeff", "\\", "\t", "\n", "\r", "\b", "N", ".", "가", "😀", "é"),
  }),
).map((text) => text.replaceAll("\0", ""));

const anyRow = fc.record({
  text: fc.option(anyText),
  bytes: fc.option(fc.uint8Array({ maxLength: 40 })),
  bool: fc.boolean(),
  int2: fc.integer({ min: -32_768, max: 32_767 }),
  int4: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
  int8: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  uuid: fc.uuid(),
  date: fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  at: fc.date({ min: new Date("1970-01-01"), max: new Date("2199-12-31"), noInvalidDate: true }),
}, { noNullPrototype: true });
type Row = typeof anyRow extends fc.Arbitrary<infer T> ? T : never;
const COLUMN_COUNT = 9;

function writeRow(writer: CopyBinaryWriter, row: Row): void {
  writer.beginRow(COLUMN_COUNT);
  if (row.text === null) writer.nothing();
  else writer.text(row.text);
  if (row.bytes === null) writer.nothing();
  else writer.bytes(row.bytes);
  writer.bool(row.bool);
  writer.int2(row.int2);
  writer.int4(row.int4);
  if (row.int8 === null) writer.nothing();
  else writer.int8(row.int8);
  writer.uuid(row.uuid);
  writer.date(row.date);
  writer.timestamptz(row.at);
}

function readRow(batch: CopyBatch, row: number): Row {
  return {
    text: batch.isNull(row, 0) ? null : batch.text(row, 0),
    bytes: batch.isNull(row, 1) ? null : batch.bytesOf(row, 1).slice(),
    bool: batch.bool(row, 2),
    int2: batch.int2(row, 3),
    int4: batch.int4(row, 4),
    int8: batch.isNull(row, 5) ? null : batch.int8(row, 5),
    uuid: batch.uuid(row, 6),
    date: batch.date(row, 7),
    at: batch.timestamptz(row, 8),
  };
}

async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of copyBatches(chunks, { columnCount: COLUMN_COUNT })) {
    for (let row = 0; row < batch.rowCount; row++) rows.push(readRow(batch, row));
  }
  return rows;
}

/** The bytes in pieces of so many. */
async function* cut(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) {
    yield await Promise.resolve(bytes.subarray(at, at + length));
  }
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk.slice());
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

Deno.test("copyBatches() reads what the binary writer wrote, wherever chunks end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { maxLength: 30 }),
      fc.integer({ min: 1, max: 500 }),
      async (rows, length) => {
        const bytes = await joined(copyChunks(createCopyBinaryWriter(), rows, writeRow));
        assert.deepEqual(await readAll(cut(bytes, length)), rows);
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("copyBatches() hands on every row of many batches once", async () => {
  const numbers = Array.from({ length: 50_000 }, (_, number) => number);
  const chunks = copyChunks(createCopyBinaryWriter(), numbers, (writer, number) => {
    writer.beginRow(2);
    writer.int4(number);
    writer.text("x".repeat(number % 500));
  });
  // Rows and fields lie across the ends of chunks, as they come from the server.
  const torn = cut(await joined(chunks), 10_007);
  let next = 0;
  for await (const batch of copyBatches(torn, { columnCount: 2 })) {
    assert.ok(batch.bytes.length <= 2_097_152, "a batch stays small");
    for (let row = 0; row < batch.rowCount; row++) {
      assert.equal(batch.int4(row, 0), next);
      assert.equal(batch.text(row, 1), "x".repeat(next % 500));
      next += 1;
    }
  }
  assert.equal(next, numbers.length);
});

Deno.test("copyBatches() refuses what ends early, has other columns or is no COPY", async () => {
  const row = fc.sample(anyRow, 1)[0]!;
  const bytes = await joined(copyChunks(createCopyBinaryWriter(), [row], writeRow));
  for (const length of [0, 5, 19, 21, bytes.length - 3, bytes.length - 1]) {
    await assert.rejects(readAll(cut(bytes.subarray(0, length), 64)), CopyFormatError);
  }
  const other = copyBatches(cut(bytes, 64), { columnCount: 2 });
  await assert.rejects(other.next(), /9 columns, not 2/);
  await assert.rejects(readAll(cut(ALL_BYTES, 64)), CopyFormatError);
});

Deno.test("a CopyBatch refuses to read a null or another type's length", async () => {
  const chunks = copyChunks(createCopyBinaryWriter(), [1], (writer, number) => {
    writer.beginRow(2);
    writer.int4(number);
    writer.nothing();
  });
  for await (const batch of copyBatches(chunks, { columnCount: 2 })) {
    assert.throws(() => batch.int8(0, 0), RangeError);
    assert.throws(() => batch.int4(0, 1), RangeError);
    assert.throws(() => batch.text(0, 1), RangeError);
  }
});

Deno.test("the binary writer refuses what does not fit, and rows of another length", () => {
  const writer = createCopyBinaryWriter();
  writer.beginRow(1);
  assert.throws(() => writer.beginRow(1), RangeError);
  assert.throws(() => writer.int2(32_768), RangeError);
  assert.throws(() => writer.int4(-2_147_483_649), RangeError);
  assert.throws(() => writer.int4(1.5), RangeError);
  assert.throws(() => writer.int8(2n ** 63n), RangeError);
  assert.throws(() => writer.uuid("0192"), RangeError);
  assert.throws(() => writer.date("2026-02-29"), RangeError);
  assert.throws(() => writer.timestamptz(new Date(NaN)), RangeError);
  assert.throws(() => writer.end(), RangeError);
  writer.int2(-32_768);
  assert.throws(() => writer.bool(true), RangeError);
  assert.ok(writer.end().length > 0);
});

const COPIED = "text, bytes, bool, int2, int4, int8, uuid, date, at";

Deno.test(
  "PostgreSQL reads what the binary writer wrote and is read back",
  onPostgres,
  async () => {
    await using test = await testKernel({ modules: ["kernel"] });
    const { kernel } = test;
    const { copy, db } = kernel.database;
    await sql`
    create table copied (place serial, text text, bytes bytea, bool boolean, int2 smallint,
      int4 integer, int8 bigint, uuid uuid, date date, at timestamptz)`.execute(db);
    const rows = fc.sample(anyRow, 500);
    await kernel.transaction((tx) =>
      copy!.in(
        tx,
        `copy copied (${COPIED}) from stdin (format binary)`,
        copyChunks(createCopyBinaryWriter(), rows, writeRow),
      )
    );
    const read = await sql<Row>`select ${sql.raw(COPIED)} from copied order by place`.execute(db);
    assert.deepEqual(
      read.rows.map((row) => ({ ...row, bytes: row.bytes && new Uint8Array(row.bytes) })),
      rows,
    );
    assert.deepEqual(
      await readAll(
        copy!.out(`copy (select ${COPIED} from copied order by place) to stdout (format binary)`),
      ),
      rows,
    );
  },
);

Deno.test("the writers make U+FFFD of half a surrogate pair, as TextEncoder does", () => {
  for (const text of ["\ud800", "a\udc00b", "\ud800\ud800", "😀\ud83d"]) {
    const writer = createCopyTextWriter();
    writer.text(text);
    assert.deepEqual(writer.end(), new TextEncoder().encode(text));
  }
});

Deno.test("PostgreSQL reads what the text writer wrote", onPostgres, async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  const { copy, db } = test.kernel.database;
  await sql`create table copied (place serial, text text, again text, bytes bytea, int8 bigint)`
    .execute(db);
  const rows = [
    { text: "\\N", bytes: ALL_BYTES, int8: -1n },
    { text: "", bytes: null, int8: null },
    ...fc.sample(anyRow, 500),
  ].map(({ text, bytes, int8 }) => ({ text, bytes, int8 }));
  await test.kernel.transaction((tx) =>
    copy!.in(
      tx,
      "copy copied (text, again, bytes, int8) from stdin",
      copyChunks(createCopyTextWriter(), rows, (writer, { text, bytes, int8 }) => {
        writer.text(text);
        if (text === null) writer.text(null);
        else writer.utf8(new TextEncoder().encode(text));
        writer.bytes(bytes);
        writer.integer(int8);
        writer.endRow();
      }),
    )
  );
  const read = await sql<Row & { again: string }>`
    select text, again, bytes, int8 from copied order by place`.execute(db);
  assert.deepEqual(
    read.rows.map((row) => ({ ...row, bytes: row.bytes && new Uint8Array(row.bytes) })),
    rows.map((row) => ({ ...row, again: row.text })),
  );
});
