import assert from "node:assert/strict";
import { readRegistrationTrailer, writeRegistrationTrailer } from "./registration_trailer.ts";
import { altered, DATE, INSTITUTION } from "./testing_values.ts";

const IDENTITY = { kind: "EB11", institutionCode: INSTITUTION, date: DATE } as const;
const TOTALS = { recordCount: 9, newCount: 5, cancelCount: 3, forcedCancelCount: 1 };

Deno.test("writeRegistrationTrailer makes the trailer byte for byte, without a MAC", () => {
  const trailer = new TextDecoder().decode(writeRegistrationTrailer(IDENTITY, TOTALS));
  const expected = "T999999999912345678EB111120" + "00000009" + "00000005" + "00000000" +
    "00000003" + "00000001";
  assert.equal(trailer, expected.padEnd(120));
});

const REFUSED: readonly (readonly [string, number, string])[] = [
  ["sequence", 1, "0"],
  ["file", 22, "4"],
  ["recordCount", 34, "8"],
  ["newCount", 42, "4"],
  ["changeCount", 50, "1"],
  ["cancelCount", 58, "2"],
  ["forcedCancelCount", 66, "0"],
  ["filler", 67, "0"],
];

for (const [field, offset, text] of REFUSED) {
  Deno.test(`readRegistrationTrailer refuses "${text}" in ${field}`, () => {
    const trailer = altered(writeRegistrationTrailer(IDENTITY, TOTALS), offset, text);
    assert.throws(() => readRegistrationTrailer(IDENTITY, TOTALS, trailer, 0), {
      name: "FileFormatError",
      field,
      recordNumber: 10,
    });
  });
}
