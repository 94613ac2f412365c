import { birthDateOf, isBusinessNumber as kernelKnows } from "@maru/kernel";
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatBusinessNumber,
  formatPhone,
  formatResidentNumber,
  isBusinessNumber,
  isMobilePhone,
  isResidentNumber,
} from "./numbers.ts";

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(""));

Deno.test("isBusinessNumber() agrees with the server's check", () => {
  fc.assert(
    fc.property(digits(10), (number) => {
      assert.equal(isBusinessNumber(number), kernelKnows(number));
    }),
    { numRuns: 2_000 },
  );
  assert.ok(isBusinessNumber("124-81-00998"));
});

Deno.test("isResidentNumber() agrees with the server on dates and sex digits", () => {
  fc.assert(
    fc.property(digits(13), (number) => {
      assert.equal(isResidentNumber(number), birthDateOf(number) !== undefined, number);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("isResidentNumber() never looks at the last digit", () => {
  for (const last of "0123456789") assert.ok(isResidentNumber(`900315-123456${last}`));
  assert.ok(!isResidentNumber("900230-1234567"));
  assert.ok(isResidentNumber("000229-4234567"));
});

Deno.test("numbers are hyphened as far as they are typed", () => {
  assert.deepEqual(["12", "1234", "123456", "1234567891"].map(formatBusinessNumber), [
    "12",
    "123-4",
    "123-45-6",
    "123-45-67891",
  ]);
  assert.equal(formatResidentNumber("9003151"), "900315-1");
  assert.equal(formatPhone("01012345678"), "010-1234-5678");
  assert.equal(formatPhone("0111234567"), "011-123-4567");
  assert.ok(isMobilePhone("010-1234-5678") && !isMobilePhone("02-3771-1100"));
});
