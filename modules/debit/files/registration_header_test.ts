import assert from "node:assert/strict";
import { readRegistrationHeader, writeRegistrationHeader } from "./registration_header.ts";
import { altered, DATE, INSTITUTION } from "./testing_values.ts";

const IDENTITY = { kind: "EB13", institutionCode: INSTITUTION, date: DATE } as const;

Deno.test("writeRegistrationHeader makes the header byte for byte", () => {
  const header = new TextDecoder().decode(writeRegistrationHeader(IDENTITY));
  assert.equal(header, "H000000009912345678EB131120261120".padEnd(120));
  assert.equal(header.length, 120);
});

const REFUSED: readonly (readonly [string, number, string])[] = [
  ["sequence", 8, "1"],
  ["institutionCode", 18, " "],
  ["file", 19, "EB14"],
  ["date", 27, "271120"],
  ["filler", 33, "0"],
];

for (const [field, offset, text] of REFUSED) {
  Deno.test(`readRegistrationHeader refuses "${text}" in ${field}`, () => {
    const header = altered(writeRegistrationHeader(IDENTITY), offset, text);
    assert.throws(() => readRegistrationHeader(IDENTITY, header, 0), {
      name: "FileFormatError",
      field,
      recordNumber: 0,
    });
  });
}
