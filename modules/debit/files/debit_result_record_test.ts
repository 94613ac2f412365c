import assert from "node:assert/strict";
import fc from "fast-check";
import { DEBIT_RECORD } from "./debit_record.ts";
import { readDebitResult, writeDebitResult } from "./debit_result_record.ts";
import type { DebitResult } from "./debit_types.ts";
import { encodeEucKr } from "./euc_kr.ts";
import { FieldReader } from "./field_reader.ts";
import { altered, DATE, INSTITUTION, RESULT, resultLists } from "./testing_values.ts";

const IDENTITY = { kind: "EB22", institutionCode: INSTITUTION, date: DATE } as const;

function read(record: Uint8Array, lastSequence: number) {
  const fields = new FieldReader(DEBIT_RECORD, "EB221120");
  fields.move(record, 0, 1);
  return readDebitResult(fields, IDENTITY, lastSequence);
}

Deno.test("writeDebitResult makes the record byte for byte", () => {
  const record = writeDebitResult(IDENTITY, 1, { ...RESULT, sequence: 42 });
  const expected = "R000000429912345678" + "0880000" + "110123456789    " + "0000000055000" +
    "900131       " + "N0021" + "마루학원비　　　" + "  " + "STUDENT0001         " + "     " + "1" +
    "01000001234 " + " ".repeat(21);
  assert.deepEqual(record, encodeEucKr(expected));
});

Deno.test("readDebitResult gives back what writeDebitResult was given", () => {
  fc.assert(fc.property(resultLists, (results) => {
    for (const result of results) {
      const record = writeDebitResult(IDENTITY, 1, result);
      assert.deepEqual(read(record, result.sequence - 1), result);
    }
  }));
});

const REFUSED: readonly (readonly [string, number, string, string | undefined])[] = [
  ["sequence", 1, "00000004", "00000004"],
  ["sequence", 1, "99999999", "99999999"],
  ["sequence", 1, "0000000A", "0000000A"],
  ["institutionCode", 9, "9912345679", "9912345679"],
  ["bankBranchCode", 19, "08 0000", "08 0000"],
  ["accountNumber", 26, "1101234 6789", undefined],
  ["accountNumber", 26, "                ", undefined],
  ["amountWon", 42, "00000O0055000", "00000O0055000"],
  ["amountWon", 42, "0000000000000", "0000000000000"],
  ["amountWon", 42, "000000005500 ", "000000005500 "],
  ["holderIdentifier", 55, "9001311234567", undefined],
  ["resultFlag", 68, "Y", "Y"],
  ["resultFlag", 68, " ", " "],
  ["resultFlag", 68, "P", "P"],
  ["resultCode", 69, "0000", "0000"],
  ["resultCode", 69, "0013", "0013"],
  ["resultCode", 69, "    ", "    "],
  ["resultCode", 69, "A013", "A013"],
  ["payerNumber", 91, " TUDENT0001", " TUDENT0001         "],
  ["debitForm", 116, "9", "9"],
  ["phone", 117, "0100000123A", undefined],
  ["filler", 149, "X", " ".repeat(20) + "X"],
];

for (const [field, offset, text, value] of REFUSED) {
  Deno.test(`readDebitResult refuses "${text}" as ${field}`, () => {
    const record = writeDebitResult(IDENTITY, 1, { ...RESULT, sequence: 5 });
    assert.throws(() => read(altered(record, offset, text), 4), {
      name: "FileFormatError",
      file: "EB221120",
      recordNumber: 1,
      field,
      value,
    });
  });
}

Deno.test("readDebitResult refuses broken Hangul in a passbook text", () => {
  const record = writeDebitResult(IDENTITY, 1, RESULT);
  record[73] = 0x8c;
  assert.throws(() => read(record, 0), { field: "passbookText" });
});

const UNWRITABLE: readonly (readonly [string, Partial<DebitResult>])[] = [
  ["sequence", { sequence: 0 }],
  ["sequence", { sequence: 99_999_999 }],
  ["amountWon", { failedAmountWon: 0n }],
  ["resultCode", { code: "0000" }],
  ["resultCode", { code: "A017" }],
  ["accountNumber", { accountNumber: "1-1" }],
];

for (const [field, change] of UNWRITABLE) {
  Deno.test(`writeDebitResult refuses ${Object.values(change)} as ${field}`, () => {
    assert.throws(() => writeDebitResult(IDENTITY, 1, { ...RESULT, ...change }), {
      name: "FieldRefusedError",
      field,
    });
  });
}
