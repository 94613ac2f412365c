import assert from "node:assert/strict";
import fc from "fast-check";
import { readDebitFile } from "./debit_file_reader.ts";
import { createDebitFileWriter } from "./debit_file_writer.ts";
import type { DebitRequestRecord } from "./debit_types.ts";
import type { ByteSource } from "./file_types.ts";
import {
  chunkLengths,
  COLLECTING,
  DATE,
  finish,
  inChunks,
  INSTITUTION,
  joined,
  REQUEST,
  requests,
} from "./testing_values.ts";

const IDENTITY = { kind: "EB21", institutionCode: INSTITUTION, date: DATE } as const;
const OPTIONS = {
  kind: "EB21",
  institutionCode: INSTITUTION,
  debitDate: DATE,
  ...COLLECTING,
} as const;

async function readAll(bytes: ByteSource) {
  const reading = readDebitFile(bytes, IDENTITY);
  const records: DebitRequestRecord[] = [];
  for await (const record of reading) records.push(record);
  return { records, summary: reading.summary() };
}

Deno.test("readDebitFile gives back what was written, cut anywhere, and sums to the won", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(requests, { maxLength: 12 }), chunkLengths, async (all, cuts) => {
      const bytes = finish(createDebitFileWriter(OPTIONS), all);
      const { records, summary } = await readAll(inChunks(bytes, cuts));
      assert.deepEqual(records, all.map((one, index) => ({ ...one, sequence: index + 1 })));
      const { totals } = summary;
      const full = all.filter(({ debitForm }) => debitForm === "1");
      const part = all.filter(({ debitForm }) => debitForm !== "1");
      const sum = (some: typeof all) => some.reduce((won, { amountWon }) => won + amountWon, 0n);
      assert.deepEqual(totals, {
        recordCount: all.length,
        fullDebitCount: full.length,
        fullDebitSumWon: sum(full),
        partialDebitCount: part.length,
        partialDebitSumWon: sum(part),
      });
    }),
  );
});

Deno.test("a file longer than a chunk of the writer comes whole and is given out as it fills", async () => {
  const writer = createDebitFileWriter(OPTIONS);
  const chunks: Uint8Array[] = [];
  for (let index = 0; index < 9000; index++) {
    writer.record(REQUEST);
    chunks.push(...writer.drain());
  }
  assert.equal(chunks.length, 2);
  writer.trailer();
  chunks.push(...writer.drain());
  assert.equal(joined(chunks).length, 9002 * 150);
  const { summary } = await readAll(joined(chunks));
  assert.equal(summary.totals.fullDebitSumWon, 9000n * 55_000n);
  assert.equal(summary.collectingAccount, COLLECTING.collectingAccount);
});

Deno.test("a refused request leaves no trace in the file", () => {
  const writer = createDebitFileWriter(OPTIONS);
  assert.throws(
    () => writer.record({ ...REQUEST, payerNumber: "LONGER", phone: "010-1234" }),
    { name: "FieldRefusedError", field: "phone", recordNumber: 1 },
  );
  const plain = finish(createDebitFileWriter(OPTIONS), [{ ...REQUEST, phone: "" }]);
  assert.deepEqual(finish(writer, [{ ...REQUEST, phone: "" }]), plain);
});

Deno.test("amounts that add up to more than 13 digits are refused with the last one", () => {
  const writer = createDebitFileWriter(OPTIONS);
  writer.record({ ...REQUEST, amountWon: 9_999_999_999_999n });
  assert.throws(() => writer.record(REQUEST), { field: "amountWon", recordNumber: 2 });
  writer.record({ ...REQUEST, debitForm: "0" });
  assert.equal(writer.trailer().totals.recordCount, 2);
});

Deno.test("nothing is written after the trailer", () => {
  const writer = createDebitFileWriter(OPTIONS);
  writer.trailer();
  assert.throws(() => writer.record(REQUEST), TypeError);
  assert.throws(() => writer.rows(new Uint8Array()), TypeError);
  assert.throws(() => writer.trailer(), TypeError);
});

Deno.test("createDebitFileWriter wants an institution and a day of the calendar", () => {
  for (const change of [{ institutionCode: "" }, { debitDate: "2026-02-30" }]) {
    assert.throws(() => createDebitFileWriter({ ...OPTIONS, ...change }), RangeError);
  }
});

Deno.test("a file can be read once, and tells its summary at the end only", async () => {
  const reading = readDebitFile(finish(createDebitFileWriter(OPTIONS), [REQUEST]), IDENTITY);
  assert.throws(() => reading.summary(), TypeError);
  for await (const batch of reading.batches()) assert.equal(batch.length, 1);
  assert.equal(reading.summary().totals.recordCount, 1);
  await assert.rejects(
    async () => await reading.batches()[Symbol.asyncIterator]().next(),
    TypeError,
  );
});
