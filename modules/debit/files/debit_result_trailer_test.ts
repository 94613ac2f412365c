import assert from "node:assert/strict";
import { readDebitResultTrailer, writeDebitResultTrailer } from "./debit_result_trailer.ts";
import { altered, DATE, INSTITUTION } from "./testing_values.ts";

const IDENTITY = { kind: "EB22", institutionCode: INSTITUTION, date: DATE } as const;
const COUNTED = {
  recordCount: 5,
  fullFailureCount: 4,
  fullFailureSumWon: 220_000n,
  partialFailureCount: 1,
  partialFailureSumWon: 12_340n,
};
const TOTALS = {
  ...COUNTED,
  centreErrorCount: 2,
  debitBankFeesWon: 14_400n,
  creditBankFeesWon: 0n,
};

Deno.test("writeDebitResultTrailer makes the trailer byte for byte", () => {
  const trailer = new TextDecoder().decode(writeDebitResultTrailer(IDENTITY, TOTALS));
  const expected = "T999999999912345678EB221120" + "00000005" + "00000004" + "0000000220000" +
    "00000001" + "0000000012340" + "00000002" + "0000" + "00000014400" + "00000000000";
  assert.equal(trailer, expected.padEnd(150));
});

Deno.test("readDebitResultTrailer tells what only the trailer knows", () => {
  const trailer = writeDebitResultTrailer(IDENTITY, TOTALS);
  assert.deepEqual(readDebitResultTrailer(IDENTITY, COUNTED, trailer, 0), TOTALS);
});

const REFUSED: readonly (readonly [string, number, string])[] = [
  ["sequence", 1, "99999998"],
  ["file", 19, "EC221120"],
  ["recordCount", 34, "6"],
  ["fullFailureCount", 42, "5"],
  ["fullFailureSumWon", 55, "1"],
  ["partialFailureCount", 63, "0"],
  ["partialFailureSumWon", 76, "1"],
  ["centreErrorCount", 77, "-"],
  ["zeros", 88, "1"],
  ["debitBankFeesWon", 89, " "],
  ["creditBankFeesWon", 110, "x"],
  ["filler", 111, "0"],
  ["authenticationCode", 149, "\u0000"],
];

for (const [field, offset, text] of REFUSED) {
  Deno.test(`readDebitResultTrailer refuses ${JSON.stringify(text)} in ${field}`, () => {
    const trailer = altered(writeDebitResultTrailer(IDENTITY, TOTALS), offset, text);
    assert.throws(() => readDebitResultTrailer(IDENTITY, COUNTED, trailer, 0), {
      name: "FileFormatError",
      field,
      recordNumber: 6,
    });
  });
}
