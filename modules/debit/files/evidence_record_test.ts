import assert from "node:assert/strict";
import fc from "fast-check";
import {
  EVIDENCE_BYTES_MAX,
  EVIDENCE_RECORD,
  evidenceBlockCount,
  readEvidencePart,
  writeEvidenceRecord,
} from "./evidence_record.ts";
import type { Evidence } from "./evidence_types.ts";
import { FieldReader } from "./field_reader.ts";
import { altered, DATE, EVIDENCE, evidences, INSTITUTION } from "./testing_values.ts";

const IDENTITY = { kind: "EI13", institutionCode: INSTITUTION, date: DATE } as const;

function read(blocks: Uint8Array, sequence: number) {
  const fields = new FieldReader(EVIDENCE_RECORD, "EI131120");
  fields.move(blocks, 0, sequence);
  return readEvidencePart(fields, IDENTITY, sequence);
}

Deno.test("writeEvidenceRecord makes the identifying part byte for byte and fills the block", () => {
  const blocks = writeEvidenceRecord(IDENTITY, 2, EVIDENCE);
  const expected = "AE1112" + "22" + "0000002" + " ".repeat(10) + "9912345678          " +
    "STUDENT0001".padEnd(30) + "088" + "110123456789        " + "20261120" + "1" + "pdf  " +
    "0000016" + "%PDF-1.7 consent";
  assert.equal(new TextDecoder().decode(blocks), expected.padEnd(1024));
});

Deno.test("evidence takes whole blocks together with its identifying part", () => {
  assert.equal(evidenceBlockCount(1), 1);
  assert.equal(evidenceBlockCount(905), 1);
  assert.equal(evidenceBlockCount(906), 2);
  assert.equal(evidenceBlockCount(905 + 1024), 2);
});

Deno.test("readEvidencePart gives back what writeEvidenceRecord was given", () => {
  fc.assert(fc.property(evidences, fc.integer({ min: 1, max: 9_999_998 }), (evidence, sequence) => {
    const { content, ...rest } = evidence;
    assert.deepEqual(read(writeEvidenceRecord(IDENTITY, sequence, evidence), sequence), {
      ...rest,
      sequence,
      length: content.length,
    });
  }));
});

const UNWRITABLE: readonly (readonly [string, Partial<Evidence>])[] = [
  ["length", { content: new Uint8Array() }],
  ["length", { content: new Uint8Array(EVIDENCE_BYTES_MAX + 1) }],
  ["extension", { extension: "exe" }],
  ["extension", { extension: ".pdf" }],
  ["extension", { extension: "PDF" }],
  ["bankCode", { bankCode: "0880000" }],
  ["accountNumber", { accountNumber: "110-1" }],
  ["payerNumber", { payerNumber: "" }],
];

for (const [field, change] of UNWRITABLE) {
  Deno.test(`evidence is refused by its ${field}: ${Object.keys(change)}`, () => {
    assert.throws(() => writeEvidenceRecord(IDENTITY, 1, { ...EVIDENCE, ...change }), {
      name: "FieldRefusedError",
      file: "EI131120",
      recordNumber: 1,
      field,
    });
  });
}

const UNREADABLE: readonly (readonly [string, number, string])[] = [
  ["task", 0, "AE1113"],
  ["sequence", 14, "3"],
  ["filler", 15, "0"],
  ["institutionCode", 44, "0"],
  ["payerNumber", 45, " "],
  ["bankCode", 75, " "],
  ["accountNumber", 78, "-"],
  ["date", 98, "20251120"],
  ["evidenceKind", 106, "6"],
  ["extension", 107, "exe  "],
  ["length", 112, "0000000"],
  ["length", 112, "0300001"],
];

for (const [field, offset, text] of UNREADABLE) {
  Deno.test(`readEvidencePart refuses "${text}" in ${field}`, () => {
    const blocks = altered(writeEvidenceRecord(IDENTITY, 2, EVIDENCE), offset, text);
    assert.throws(() => read(blocks, 2), { name: "FileFormatError", field, recordNumber: 2 });
  });
}
