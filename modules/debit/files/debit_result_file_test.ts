import assert from "node:assert/strict";
import fc from "fast-check";
import { createDebitResultFileWriter } from "./debit_result_file_writer.ts";
import { readDebitResultFile } from "./debit_result_reader.ts";
import { debitResultRows } from "./debit_result_rows.ts";
import { DEBIT_RECORD } from "./debit_record.ts";
import type { DebitResult, DebitResultSummary } from "./debit_types.ts";
import { FileFormatError } from "./file_errors.ts";
import type { ByteSource } from "./file_types.ts";
import {
  altered,
  chunkLengths,
  COLLECTING,
  DATE,
  finish,
  inChunks,
  INSTITUTION,
  joined,
  RESULT,
  resultLists,
} from "./testing_values.ts";
import { verifyDebitResultFile } from "./verify_debit_result_file.ts";

const IDENTITY = { kind: "EB22", institutionCode: INSTITUTION, date: DATE } as const;

function write(all: readonly DebitResult[]) {
  return finish(
    createDebitResultFileWriter({
      kind: "EB22",
      institutionCode: INSTITUTION,
      debitDate: DATE,
      ...COLLECTING,
      centreErrorCount: 0,
      debitBankFeesWon: 120n,
      creditBankFeesWon: 0n,
    }),
    all,
  );
}

async function readAll(bytes: ByteSource) {
  const reading = readDebitResultFile(bytes, IDENTITY);
  const results: DebitResult[] = [];
  for await (const result of reading) results.push(result);
  return { results, summary: reading.summary() };
}

async function rowsOf(bytes: ByteSource) {
  const rows = debitResultRows(bytes, IDENTITY);
  const chunks: Uint8Array[] = [];
  for await (const chunk of rows) chunks.push(chunk);
  return { text: new TextDecoder().decode(joined(chunks)), summary: rows.summary() };
}

Deno.test("readDebitResultFile gives back what was written, cut anywhere", async () => {
  await fc.assert(fc.asyncProperty(resultLists, chunkLengths, async (all, cuts) => {
    const { results } = await readAll(inChunks(write(all), cuts));
    assert.deepEqual(results, all);
  }));
});

Deno.test("verifyDebitResultFile and debitResultRows tell the same as readDebitResultFile", async () => {
  await fc.assert(fc.asyncProperty(resultLists, chunkLengths, async (all, cuts) => {
    const bytes = write(all);
    const { summary } = await readAll(bytes);
    assert.deepEqual(await verifyDebitResultFile(inChunks(bytes, cuts), IDENTITY), summary);
    const rows = await rowsOf(inChunks(bytes, cuts));
    assert.deepEqual(rows.summary, summary);
    const expected = all.map((one) =>
      [
        String(one.sequence).padStart(8, "0"),
        one.payerNumber,
        String(one.failedAmountWon).padStart(13, "0"),
        one.outcome === "failed" ? "N" : "P",
        one.code,
      ].join("\t") + "\n"
    );
    assert.equal(rows.text, expected.join(""));
  }));
});

Deno.test("the summary sums full and partial failures apart and counts the codes", async () => {
  const partial = { ...RESULT, outcome: "partial", debitForm: "0", failedAmountWon: 700n } as const;
  const all = [
    RESULT,
    { ...partial, sequence: 3 },
    { ...RESULT, sequence: 8, code: "0017" } as const,
  ];
  const summary = await verifyDebitResultFile(write(all), IDENTITY);
  assert.deepEqual(summary, {
    ...IDENTITY,
    ...COLLECTING,
    totals: {
      recordCount: 3,
      fullFailureCount: 2,
      fullFailureSumWon: 110_000n,
      partialFailureCount: 1,
      partialFailureSumWon: 700n,
      centreErrorCount: 0,
      debitBankFeesWon: 120n,
      creditBankFeesWon: 0n,
    },
    countByCode: new Map([["0017", 1], ["0021", 2]]),
    lastSequence: 8,
  });
});

/** What stands for other digits, letters, signs, spaces, breaks, halves of Hangul and record kinds. */
const OTHER_BYTES = [
  0x00,
  0x0a,
  0x20,
  0x2d,
  0x2f,
  0x30,
  0x31,
  0x39,
  0x3a,
  0x3f,
  0x41,
  0x50,
  0x52,
  0x54,
  0xb0,
];
/** Fields that the fast check reads in every record. */
const CHECKED_FIELDS = [
  "recordKind",
  "sequence",
  "institutionCode",
  "amountWon",
  "resultFlag",
  "resultCode",
] as const;

Deno.test("a byte changed anywhere is refused by name or changes no sum and no count", async () => {
  const bytes = write([RESULT, { ...RESULT, sequence: 7, payerNumber: "STUDENT0002" }]);
  const sums = sumsOf(await verifyDebitResultFile(bytes, IDENTITY));
  for (let offset = 0; offset < bytes.length; offset++) {
    for (const byte of OTHER_BYTES) {
      const changed = bytes.slice();
      changed[offset] = byte;
      const place = `byte ${offset} as ${byte}`;
      const verified = await outcomeOf(verifyDebitResultFile(changed, IDENTITY));
      const read = await outcomeOf(readAll(changed).then(({ summary }) => summary));
      for (const outcome of [verified, read]) {
        if (outcome.sums !== undefined) assert.deepEqual(outcome.sums, sums, place);
      }
      if (isChecked(offset)) assert.deepEqual(verified, read, place);
    }
  }
});

Deno.test("the fast check refuses an amount of zero although the trailer agrees with it", async () => {
  const bytes = altered(write([RESULT]), 150 + 42, "0000000000000");
  const agreed = altered(bytes, 300 + 43, "0000000000000");
  await assert.rejects(verifyDebitResultFile(agreed, IDENTITY), { field: "amountWon" });
});

function isChecked(offset: number): boolean {
  if (offset < 150 || offset >= 450) return false;
  const at = offset % 150;
  return CHECKED_FIELDS.some((field) =>
    DEBIT_RECORD[field][0] <= at && at < DEBIT_RECORD[field][1]
  );
}

/** The sums, or by which record and field the file was refused. */
async function outcomeOf(reading: Promise<DebitResultSummary>) {
  try {
    return { sums: sumsOf(await reading) };
  } catch (error) {
    assert.ok(error instanceof FileFormatError, String(error));
    const { name, recordNumber, field, value } = error;
    return { refused: { name, recordNumber, field, value } };
  }
}

/** Without fees and errors of the centre, which the trailer alone tells. */
function sumsOf({ totals }: DebitResultSummary) {
  const { centreErrorCount: _, debitBankFeesWon: _d, creditBankFeesWon: _c, ...sums } = totals;
  return sums;
}

Deno.test("changes that cancel out in the sum pass the trailer, so each amount is to be matched too", async () => {
  const bytes = write([RESULT, { ...RESULT, sequence: 2 }]);
  const swapped = altered(altered(bytes, 150 + 42, "0000000054999"), 300 + 42, "0000000055001");
  const { results } = await readAll(swapped);
  assert.deepEqual(results.map(({ failedAmountWon }) => failedAmountWon), [54_999n, 55_001n]);
});

const BROKEN: readonly (readonly [string, string, string, (bytes: Uint8Array) => Uint8Array])[] = [
  ["cut after the records", "TruncatedFileError", "recordKind", (b) => b.slice(0, 450)],
  ["cut inside a record", "TruncatedFileError", "length", (b) => b.slice(0, 400)],
  ["of a header alone", "TruncatedFileError", "recordKind", (b) => b.slice(0, 150)],
  ["without its header", "FileFormatError", "recordKind", (b) => b.slice(150)],
  ["with a record twice", "FileFormatError", "sequence", (b) => twice(b, 1)],
  ["with records in another order", "FileFormatError", "sequence", (b) => reordered(b)],
  ["with a record missing", "FileFormatError", "recordCount", (b) => without(b, 1)],
  ["sent twice in one", "FileFormatError", "end", (b) => joined([b, b])],
  ["with a line break at the end", "FileFormatError", "end", (b) => joined([b, LINE_BREAK])],
  ["with line breaks", "FileFormatError", "recordKind", (b) => withLineBreaks(b)],
  ["with an unknown code", "FileFormatError", "resultCode", (b) => altered(b, 150 + 69, "0013")],
  ["with a success", "FileFormatError", "resultFlag", (b) => altered(b, 150 + 68, "Y0000")],
];

const LINE_BREAK = new Uint8Array([0x0a]);
const record = (bytes: Uint8Array, index: number) => bytes.slice(index * 150, index * 150 + 150);
const twice = (bytes: Uint8Array, index: number) =>
  joined([bytes.slice(0, 150 * (index + 1)), bytes.slice(150 * index)]);
const without = (bytes: Uint8Array, index: number) =>
  joined([bytes.slice(0, 150 * index), bytes.slice(150 * (index + 1))]);
const reordered = (bytes: Uint8Array) =>
  joined([record(bytes, 0), record(bytes, 2), record(bytes, 1), record(bytes, 3)]);
const withLineBreaks = (bytes: Uint8Array) =>
  joined([0, 1, 2, 3].flatMap((index) => [record(bytes, index), LINE_BREAK]));

for (const [what, name, field, spoil] of BROKEN) {
  Deno.test(`a file ${what} is refused by every reader`, async () => {
    const bytes = spoil(write([RESULT, { ...RESULT, sequence: 2 }]));
    for (const read of [readAll, rowsOf, (b: Uint8Array) => verifyDebitResultFile(b, IDENTITY)]) {
      await assert.rejects(read(bytes), { name, field, file: "EB221120" });
    }
  });
}

Deno.test("debitResultRows lets no broken payer number into a database", async () => {
  const bytes = altered(write([RESULT, { ...RESULT, sequence: 2 }]), 300 + 91, "A\tB");
  await assert.rejects(rowsOf(bytes), { field: "payerNumber", recordNumber: 2 });
  await assert.rejects(readAll(bytes), { field: "payerNumber", recordNumber: 2 });
});

Deno.test("the writer of results keeps their order and its sums", () => {
  const writer = createDebitResultFileWriter({
    kind: "EC22",
    institutionCode: INSTITUTION,
    debitDate: DATE,
    ...COLLECTING,
    centreErrorCount: 1,
    debitBankFeesWon: 0n,
    creditBankFeesWon: 0n,
  });
  writer.record({ ...RESULT, sequence: 5 });
  assert.throws(() => writer.record({ ...RESULT, sequence: 5 }), { field: "sequence" });
  const { totals, lastSequence } = writer.trailer();
  assert.equal(totals.fullFailureSumWon, 55_000n);
  assert.equal(lastSequence, 5);
});
