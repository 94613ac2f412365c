import assert from "node:assert/strict";
import fc from "fast-check";
import { readEvidenceFile } from "./evidence_file_reader.ts";
import { createEvidenceFileWriter } from "./evidence_file_writer.ts";
import type { Evidence, EvidenceRecord } from "./evidence_types.ts";
import type { ByteSource } from "./file_types.ts";
import {
  altered,
  chunkLengths,
  DATE,
  EVIDENCE,
  evidences,
  finish,
  inChunks,
  INSTITUTION,
} from "./testing_values.ts";

const IDENTITY = { kind: "EI13", institutionCode: INSTITUTION, date: DATE } as const;

function write(all: readonly Evidence[]) {
  return finish(createEvidenceFileWriter({ ...IDENTITY, evidenceCount: all.length }), all);
}

async function readAll(bytes: ByteSource) {
  const reading = readEvidenceFile(bytes, IDENTITY);
  const records: EvidenceRecord[] = [];
  for await (const record of reading) records.push(record);
  return { records, summary: reading.summary() };
}

Deno.test("header and trailer of EI13 are made byte for byte", () => {
  const bytes = write([EVIDENCE, { ...EVIDENCE, content: new Uint8Array(906) }]);
  const text = new TextDecoder("latin1").decode(bytes);
  const institution = "9912345678          ";
  assert.equal(
    text.slice(0, 1024),
    ("AE1112" + "11" + "0000000" + "20261120" + institution + "0000002").padEnd(1024),
  );
  assert.equal(
    text.slice(4 * 1024),
    ("AE1112" + "33" + "9999999" + institution + "0000002" + "0000000003").padEnd(1024),
  );
});

Deno.test("readEvidenceFile gives back what was written, cut anywhere", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(evidences, { maxLength: 5 }), chunkLengths, async (all, cuts) => {
      const bytes = write(all);
      const { records, summary } = await readAll(inChunks(bytes, cuts.map((cut) => cut * 7)));
      assert.deepEqual(records, all.map((one, index) => ({ ...one, sequence: index + 1 })));
      assert.equal(summary.evidenceCount, all.length);
      assert.equal(summary.blockCount, bytes.length / 1024 - 2);
    }),
    { numRuns: 40 },
  );
});

Deno.test("the writer keeps to the number that its header announces", () => {
  const writer = createEvidenceFileWriter({ ...IDENTITY, evidenceCount: 2 });
  writer.record(EVIDENCE);
  assert.throws(() => writer.trailer(), TypeError);
});

const BROKEN: readonly (readonly [string, string, (bytes: Uint8Array) => Uint8Array])[] = [
  ["another day", "date", (bytes) => altered(bytes, 15, "20261121")],
  ["another institution", "institutionCode", (bytes) => altered(bytes, 23, "8")],
  ["another count in the header", "evidenceCount", (bytes) => altered(bytes, 49, "3")],
  ["a wrong count in the trailer", "evidenceCount", (bytes) => altered(bytes, 3 * 1024 + 41, "3")],
  ["a wrong block count", "blockCount", (bytes) => altered(bytes, 3 * 1024 + 51, "1")],
  ["a block of no kind", "recordKind", (bytes) => altered(bytes, 1024 + 6, "44")],
  ["text after the evidence", "padding", (bytes) => altered(bytes, 2 * 1024 - 1, "x")],
  [
    "a length that swallows the next piece",
    "padding",
    (bytes) => altered(bytes, 1024 + 115, "0906"),
  ],
  ["a missing block", "recordKind", (bytes) => bytes.slice(0, 3 * 1024)],
  ["half a block", "length", (bytes) => bytes.slice(0, 2 * 1024 + 512)],
  ["more after the trailer", "end", (bytes) => new Uint8Array([...bytes, 0x20])],
];

for (const [what, field, spoil] of BROKEN) {
  Deno.test(`readEvidenceFile refuses ${what} by its ${field}`, async () => {
    const bytes = spoil(write([EVIDENCE, EVIDENCE]));
    await assert.rejects(readAll(bytes), { file: "EI131120", field });
  });
}

Deno.test("readEvidenceFile concludes nothing from an empty file", async () => {
  await assert.rejects(readAll(new Uint8Array()), { name: "EmptyFileError" });
});
