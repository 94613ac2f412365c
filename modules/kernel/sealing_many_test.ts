import assert from "node:assert/strict";
import fc from "fast-check";
import { type FixedColumn, newFixedColumn } from "./fixed_column.ts";
import { packColumn, type PackedColumn } from "./packed_column.ts";
import { createSealing, type Sealing, SealingError } from "./sealing.ts";

const PLACE = { table: "debit.instruction", column: "account" };
const KEYS = ["2026b", "2026a"].map((id) => ({
  id,
  key: crypto.getRandomValues(new Uint8Array(32)),
}));
const indexKey = new Uint8Array(32);
const sealing = createSealing({ sealingKeys: KEYS, indexKey });
const older = createSealing({ sealingKeys: KEYS.slice(1), indexKey });

const anyRow = fc.oneof(
  fc.uuid(),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.string({ unit: fc.constantFrom("\ufeff", '"', "\\", "\u001f", "\n", "가", "a") }),
);
const anyPlain = fc.uint8Array({ maxLength: 80 });

function texts(values: readonly string[]): PackedColumn {
  return packColumn(values.map((value) => new TextEncoder().encode(value)));
}

function valueOf(column: PackedColumn, row: number): Uint8Array {
  return column.bytes.slice(column.starts[row], column.starts[row]! + column.lengths[row]!);
}

function opened({ bytes, width, lengths }: FixedColumn, row: number): Uint8Array {
  return bytes.slice(row * width, row * width + lengths[row]!);
}

Deno.test("openManyBytes() opens what sealBytes() sealed, and the other way round", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ row: anyRow, plain: anyPlain, isOld: fc.boolean() }), { maxLength: 20 }),
      async (values) => {
        const sealed = await Promise.all(values.map(async ({ row, plain, isOld }) => ({
          row,
          sealed: await (isOld ? older : sealing).sealBytes({ ...PLACE, row }, plain),
        })));
        const plains = values.map(({ plain }) => plain);
        assert.deepEqual(await sealing.openManyBytes(PLACE, sealed), plains);
        const again = await sealing.sealManyBytes(PLACE, values);
        for (const [index, { row }] of values.entries()) {
          assert.deepEqual(
            new Uint8Array(await sealing.openBytes({ ...PLACE, row }, again[index]!)),
            plains[index],
          );
          assert.equal(again[index]!.length, sealed[index]!.sealed.length);
        }
      },
    ),
    { numRuns: 50 },
  );
});

Deno.test("sealManyBytes() never uses an iv twice", async () => {
  const values = Array.from({ length: 5_000 }, () => ({ row: "1", plain: new Uint8Array(1) }));
  const sealed = await sealing.sealManyBytes(PLACE, values);
  assert.equal(new Set(sealed.map((value) => value.subarray(9, 21).toHex())).size, values.length);
});

Deno.test("openManyBytes() refuses each changed bit, each lost byte and each other place", async () => {
  const values = ["1", "2", "3"].map((row) => ({ row, plain: new TextEncoder().encode("123-45") }));
  const sealed = await sealing.sealManyBytes(PLACE, values);
  const open = (place: typeof PLACE, rows: string[], changed: Uint8Array) =>
    sealing.openManyBytes(
      place,
      rows.map((row, index) => ({ row, sealed: index === 1 ? changed : sealed[index]! })),
    );
  const rows = ["1", "2", "3"];
  assert.equal((await open(PLACE, rows, sealed[1]!)).length, 3);
  const isAboutRow2 = (error: unknown) =>
    error instanceof SealingError && error.message.includes("debit.instruction.account.2");
  for (let bit = 0; bit < sealed[1]!.length * 8; bit++) {
    const changed = sealed[1]!.slice();
    changed[bit >> 3]! ^= 1 << (bit & 7);
    await assert.rejects(open(PLACE, rows, changed), isAboutRow2, `bit ${bit}`);
  }
  for (let length = 0; length < sealed[1]!.length; length++) {
    await assert.rejects(open(PLACE, rows, sealed[1]!.slice(0, length)), isAboutRow2);
  }
  await assert.rejects(open(PLACE, rows, sealed[2]!), isAboutRow2);
  await assert.rejects(open({ ...PLACE, column: "holder" }, rows, sealed[1]!), SealingError);
  await assert.rejects(open({ ...PLACE, table: "debit.payer" }, rows, sealed[1]!), SealingError);
});

Deno.test("openPacked() works on columns with strides, nulls and uuids in bytes", () => {
  const uuids = fc.sample(fc.uuid(), 5_000);
  const plains = uuids.map((_, row) => new TextEncoder().encode(`110${row}`));
  const rowsOfText = { rowCount: uuids.length, rows: texts(uuids), rowsAre: "text" } as const;
  const sealed = sealing.sealPacked(PLACE, { ...rowsOfText, plain: packColumn(plains) });
  // Fields of rows as COPY gives them: uuid, sealed value, and every tenth of these is null.
  const fields = uuids.flatMap((uuid, row) => [
    Uint8Array.fromHex(uuid.replaceAll("-", "")),
    valueOf(sealed, row),
  ]);
  const packed = packColumn(fields);
  for (let row = 0; row < uuids.length; row += 10) packed.lengths[row * 2 + 1] = -1;
  const into = newFixedColumn({ rowCount: uuids.length, width: 16 });
  sealing.openPacked(PLACE, {
    rowCount: uuids.length,
    rows: { ...packed, stride: 2 },
    rowsAre: "uuid",
    sealed: { ...packed, first: 1, stride: 2 },
    into,
  });
  for (const [row, plain] of plains.entries()) {
    if (row % 10 === 0) assert.equal(into.lengths[row], -1);
    else assert.deepEqual(opened(into, row), plain);
  }
});

Deno.test("openPacked() leaves nothing behind when it refuses", () => {
  const rows = { rowCount: 3_000, rowsAre: "text" } as const;
  const names = texts(Array.from({ length: rows.rowCount }, (_, row) => `${row}`));
  const sealed = sealing.sealPacked(PLACE, { ...rows, rows: names, plain: names });
  sealed.bytes[sealed.bytes.length - 1]! ^= 1;
  const into = newFixedColumn({ rowCount: rows.rowCount, width: 8 });
  const open = (sealing: Sealing, width: number) =>
    sealing.openPacked(PLACE, { ...rows, rows: names, sealed, into: { ...into, width } });
  assert.throws(() => open(sealing, 8), /account\.2999": it is damaged/);
  assert.ok(
    into.bytes.every((byte) => byte === 0) && into.lengths.every((length) => length === -1),
  );
  assert.throws(() => open(older, 8), /its key "2026b" is not configured/);
  assert.throws(() => open(sealing, 3), RangeError);
  assert.throws(() => open(sealing, 9), RangeError);
});

Deno.test("openPacked() and sealPacked() take a column of nulls and no rows at all", () => {
  const none = packColumn([]);
  const empty = { rowCount: 0, rows: none, rowsAre: "text" } as const;
  assert.equal(sealing.sealPacked(PLACE, { ...empty, plain: none }).bytes.length, 0);
  const into = newFixedColumn({ rowCount: 0, width: 8 });
  sealing.openPacked(PLACE, { ...empty, sealed: none, into });
  const plain = texts(["", ""]);
  plain.lengths.fill(-1);
  const rows = { rowCount: 2, rows: texts(["1", "2"]), rowsAre: "text" } as const;
  const sealed = sealing.sealPacked(PLACE, { ...rows, plain });
  assert.deepEqual([...sealed.lengths], [-1, -1]);
});
