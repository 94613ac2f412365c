import assert from "node:assert/strict";
import fc from "fast-check";
import { FieldReader } from "./field_reader.ts";
import {
  readRegistrationRecord,
  REGISTRATION_RECORD,
  writeRegistrationRecord,
} from "./registration_record.ts";
import type { RegistrationApplication } from "./registration_types.ts";
import { altered, APPLICATION, applications, DATE, INSTITUTION } from "./testing_values.ts";

const EB13 = { kind: "EB13", institutionCode: INSTITUTION, date: DATE } as const;
const EB14 = { ...EB13, kind: "EB14" } as const;
const PLACE = { recordNumber: 3, sequence: 3, outcome: undefined };
const REJECTED = { ...PLACE, outcome: { accepted: false, code: "0012" } } as const;

function read(record: Uint8Array, identity: typeof EB13 | typeof EB14) {
  const fields = new FieldReader(REGISTRATION_RECORD, "EB131120");
  fields.move(record, 0, 3);
  return readRegistrationRecord(fields, identity);
}

Deno.test("writeRegistrationRecord makes the record byte for byte", () => {
  const record = writeRegistrationRecord(EB13, {
    ...APPLICATION,
    ...PLACE,
    handlingBranch: "CHNG",
    institutionArea: "ITEM-12",
    channel: "2",
  });
  const expected = "R000000039912345678" + "261119" + "1" + "STUDENT0001         " + "0880000" +
    "110123456789    " + "900131          " + "CHNG" + "  " + " " + "    " + " " + "ITEM-12     " +
    "2";
  assert.equal(new TextDecoder().decode(record), expected.padEnd(120));
});

Deno.test("writeRegistrationRecord answers with N and the code, or with Y and 0000", () => {
  const answer = (outcome: { accepted: boolean; code: "0012" | "0000" }) =>
    new TextDecoder().decode(
      writeRegistrationRecord(EB14, { ...APPLICATION, ...PLACE, outcome }).subarray(91, 96),
    );
  assert.equal(answer({ accepted: false, code: "0012" }), "N0012");
  assert.equal(answer({ accepted: true, code: "0000" }), "Y0000");
  assert.throws(() => answer({ accepted: false, code: "0000" }), { field: "resultCode" });
  assert.throws(() => answer({ accepted: true, code: "0012" }), { field: "resultCode" });
});

Deno.test("readRegistrationRecord gives back what writeRegistrationRecord was given", () => {
  fc.assert(fc.property(applications, fc.integer({ min: 1, max: 99_999_998 }), (one, sequence) => {
    const record = writeRegistrationRecord(EB13, { ...one, ...PLACE, sequence });
    assert.deepEqual(read(record, EB13), { ...one, sequence, outcome: undefined });
    const answered = writeRegistrationRecord(EB14, { ...one, ...REJECTED, sequence });
    assert.deepEqual(read(answered, EB14), { ...one, sequence, outcome: REJECTED.outcome });
  }));
});

const UNWRITABLE: readonly (readonly [string, Partial<RegistrationApplication>])[] = [
  ["applyDate", { applyDate: "2026-11-21" }],
  ["applyDate", { applyDate: "2026-02-30" }],
  ["payerNumber", { payerNumber: "학생1" }],
  ["bankBranchCode", { bankBranchCode: "088" }],
  ["accountNumber", { accountNumber: "110-123" }],
  ["holderIdentifier", { holderIdentifier: "9001311234567" }],
  ["holderIdentifier", { holderIdentifier: "" }],
  ["handlingBranch", { handlingBranch: "CHG" }],
  ["institutionArea", { institutionArea: "1234567890123" }],
  ["channel", { channel: "12" }],
];

for (const [field, change] of UNWRITABLE) {
  Deno.test(`an application with "${Object.values(change)}" is refused by its ${field}`, () => {
    const record = { ...APPLICATION, ...change, ...PLACE };
    assert.throws(() => writeRegistrationRecord(EB13, record), {
      name: "FieldRefusedError",
      file: "EB131120",
      recordNumber: 3,
      field,
    });
  });
}

Deno.test("a cancellation needs no birth date", () => {
  const cancellation = { ...APPLICATION, applicationKind: "cancel", holderIdentifier: "" } as const;
  const record = writeRegistrationRecord(EB13, { ...cancellation, ...PLACE });
  assert.equal(read(record, EB13).holderIdentifier, "");
});

const UNREADABLE: readonly (readonly [string, number, string])[] = [
  ["sequence", 1, "0000000x"],
  ["institutionCode", 9, "0"],
  ["applyDate", 19, "261345"],
  ["applicationKind", 25, "2"],
  ["payerNumber", 26, " "],
  ["bankBranchCode", 46, "X"],
  ["accountNumber", 55, " "],
  ["holderIdentifier", 69, "9001311234567"],
  ["handlingBranch", 85, "chng"],
  ["resultFlag", 91, "X"],
  ["resultCode", 92, "9997"],
  ["resultCode", 92, "0000"],
  ["filler", 96, "0"],
  ["channel", 109, "-"],
  ["lastFiller", 119, "0"],
];

for (const [field, offset, text] of UNREADABLE) {
  Deno.test(`readRegistrationRecord refuses "${text}" in ${field}`, () => {
    const record = writeRegistrationRecord(EB14, { ...APPLICATION, ...REJECTED });
    assert.throws(() => read(altered(record, offset, text), EB14), {
      name: "FileFormatError",
      field,
      recordNumber: 3,
    });
  });
}

Deno.test("a file that asks may not hold an answer", () => {
  const record = writeRegistrationRecord(EB13, { ...APPLICATION, ...PLACE });
  assert.throws(() => read(altered(record, 91, "N"), EB13), { field: "resultFlag" });
  assert.throws(() => read(altered(record, 92, "0012"), EB13), { field: "resultCode" });
});

Deno.test("a bank's customer may have given any payer number, and the answer repeats it", () => {
  const EB12 = { ...EB13, kind: "EB12" } as const;
  const record = writeRegistrationRecord(EB12, {
    ...APPLICATION,
    ...REJECTED,
    payerNumber: "12-34 (5)",
  });
  assert.equal(read(record, EB14).payerNumber, "12-34 (5)");
});
