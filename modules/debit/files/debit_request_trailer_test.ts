import assert from "node:assert/strict";
import { readDebitRequestTrailer, writeDebitRequestTrailer } from "./debit_request_trailer.ts";
import { altered, DATE, INSTITUTION } from "./testing_values.ts";

const IDENTITY = { kind: "EC21", institutionCode: INSTITUTION, date: DATE } as const;
const TOTALS = {
  recordCount: 12,
  fullDebitCount: 9,
  fullDebitSumWon: 450_000n,
  partialDebitCount: 3,
  partialDebitSumWon: 1_234_567_890_123n,
};

Deno.test("writeDebitRequestTrailer makes the trailer byte for byte, without a MAC", () => {
  const trailer = new TextDecoder().decode(writeDebitRequestTrailer(IDENTITY, TOTALS));
  const expected = "T999999999912345678EC211120" + "00000012" + "00000009" + "0000000450000" +
    "00000003" + "1234567890123";
  assert.equal(trailer, expected.padEnd(150));
});

Deno.test("writeDebitRequestTrailer refuses a sum of 14 digits", () => {
  const totals = { ...TOTALS, fullDebitSumWon: 10_000_000_000_000n };
  assert.throws(() => writeDebitRequestTrailer(IDENTITY, totals), { field: "fullDebitSumWon" });
});

const DIFFERENT: readonly (readonly [keyof typeof TOTALS, number])[] = [
  ["recordCount", 34],
  ["fullDebitCount", 42],
  ["fullDebitSumWon", 55],
  ["partialDebitCount", 63],
  ["partialDebitSumWon", 76],
];

for (const [field, offset] of DIFFERENT) {
  Deno.test(`readDebitRequestTrailer refuses another ${field} than the records add up to`, () => {
    const trailer = altered(writeDebitRequestTrailer(IDENTITY, TOTALS), offset, "7");
    assert.throws(() => readDebitRequestTrailer(IDENTITY, TOTALS, trailer, 0), {
      field,
      recordNumber: 13,
      file: "EC211120",
    });
  });
}

Deno.test("readDebitRequestTrailer takes any MAC, for nobody tells how it is made", () => {
  const trailer = altered(writeDebitRequestTrailer(IDENTITY, TOTALS), 140, "1A2B3C4D5E");
  readDebitRequestTrailer(IDENTITY, TOTALS, trailer, 0);
});
