import assert from "node:assert/strict";
import {
  ANSWER_CODES,
  FAILURE_CODES,
  isResultCode,
  RESULT_CODES,
  type RetryClass,
} from "./result_codes.ts";

function codesOf(retryClass: RetryClass): string[] {
  return Object.entries(RESULT_CODES).filter(([, entry]) => entry.retryClass === retryClass)
    .map(([code]) => code).sort();
}

Deno.test("only want of money and outages may be tried again by themselves", () => {
  assert.deepEqual(codesOf("money"), ["0021"]);
  assert.deepEqual(codesOf("outage"), ["0041", "9998", "9999"]);
  assert.deepEqual(codesOf("reRegister"), ["0017", "0018", "0019", "0020", "0024"]);
  assert.deepEqual(codesOf("none"), ["0000"]);
});

Deno.test("isResultCode knows no code beyond the table", () => {
  assert.ok(isResultCode("0021"));
  for (const code of ["0013", "21", "", "toString"]) assert.equal(isResultCode(code), false);
});

Deno.test("every code but 0000 is a failure's", () => {
  assert.equal(Object.keys(FAILURE_CODES).length, Object.keys(RESULT_CODES).length - 1);
  assert.equal(Object.hasOwn(FAILURE_CODES, "0000"), false);
});

Deno.test("what only institutions say stands in no answer", () => {
  const own = Object.keys(FAILURE_CODES).filter((code) => !Object.hasOwn(ANSWER_CODES, code));
  assert.deepEqual(own.sort(), ["A013", "A017", "A019"]);
});
