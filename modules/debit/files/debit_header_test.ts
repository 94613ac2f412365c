import assert from "node:assert/strict";
import { readDebitHeader, writeDebitHeader } from "./debit_header.ts";
import { FieldRefusedError, FileFormatError } from "./file_errors.ts";
import { altered, COLLECTING, DATE, INSTITUTION } from "./testing_values.ts";

const IDENTITY = { kind: "EB21", institutionCode: INSTITUTION, date: DATE } as const;

Deno.test("writeDebitHeader makes the header byte for byte", () => {
  const header = new TextDecoder().decode(writeDebitHeader(IDENTITY, COLLECTING));
  const text = "H000000009912345678EB211120261120004000040410101234567  ";
  assert.equal(header, text.padEnd(150));
});

Deno.test("writeDebitHeader fills an institution code of fewer than ten characters with spaces", () => {
  const identity = { ...IDENTITY, institutionCode: "12345" };
  const header = writeDebitHeader(identity, COLLECTING);
  assert.equal(new TextDecoder().decode(header.subarray(9, 20)), "12345     E");
  assert.deepEqual(readDebitHeader(identity, header, 0), COLLECTING);
});

Deno.test("writeDebitHeader refuses a collecting account with a hyphen and does not show it", () => {
  assert.throws(
    () => writeDebitHeader(IDENTITY, { ...COLLECTING, collectingAccount: "404-1" }),
    (error) =>
      error instanceof FieldRefusedError && error.field === "collectingAccount" &&
      error.value === undefined && !error.message.includes("404-1"),
  );
});

const REFUSED: readonly (readonly [string, number, string])[] = [
  ["sequence", 1, "00000001"],
  ["institutionCode", 9, "9912345679"],
  ["file", 19, "EB221120"],
  ["file", 19, "EB211121"],
  ["date", 27, "251120"],
  ["collectingBank", 33, "00400 0"],
  ["collectingAccount", 40, " 4041010123456"],
  ["filler", 149, "."],
];

for (const [field, offset, text] of REFUSED) {
  Deno.test(`readDebitHeader refuses "${text}" as ${field}`, () => {
    const header = altered(writeDebitHeader(IDENTITY, COLLECTING), offset, text);
    assert.throws(
      () => readDebitHeader(IDENTITY, header, 0),
      (error) =>
        error instanceof FileFormatError && error.field === field && error.recordNumber === 0 &&
        error.file === "EB211120",
    );
  });
}
