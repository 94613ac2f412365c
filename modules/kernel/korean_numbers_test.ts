import assert from "node:assert/strict";
import fc from "fast-check";
import {
  birthDateOf,
  isBusinessNumber,
  isCorporateNumber,
  isMobilePhone,
  isResidentNumber,
  normaliseMobilePhone,
  normaliseNumber,
} from "./korean_numbers.ts";

Deno.test("normaliseNumber() drops separators and makes full-width digits plain", () => {
  assert.equal(normaliseNumber(" 124–81‐００９９８ "), "1248100998");
});

Deno.test("isBusinessNumber() knows published numbers of large companies", () => {
  for (const number of ["124-81-00998", "120-81-47521", "220 81 62517", "１０１-81-12345"]) {
    assert.equal(isBusinessNumber(number), number !== "１０１-81-12345", number);
  }
});

Deno.test("isBusinessNumber() takes exactly one last digit for any nine", () => {
  const nine = fc.integer({ min: 1, max: 999_999_999 }).map((n) => String(n).padStart(9, "0"));
  fc.assert(fc.property(nine, (start) => {
    const right = [..."0123456789"].filter((digit) => isBusinessNumber(start + digit));
    assert.equal(right.length, 1);
  }));
});

Deno.test("isBusinessNumber() finds every single wrong digit", () => {
  const right = "1248100998";
  for (let at = 0; at < 10; at++) {
    for (const digit of "0123456789") {
      const number = right.slice(0, at) + digit + right.slice(at + 1);
      if (at !== 8) assert.equal(isBusinessNumber(number), number === right, number);
    }
  }
  for (const wrong of ["", "123", "0000000000", "12481009980", "abcdefghij"]) {
    assert.equal(isBusinessNumber(wrong), false, wrong);
  }
});

Deno.test("isCorporateNumber() knows a published number and its check digit", () => {
  assert.equal(isCorporateNumber("130111-0006246"), true);
  assert.equal(isCorporateNumber("130111-0006247"), false);
  assert.equal(isCorporateNumber("130111000624"), false);
});

Deno.test("isResidentNumber() checks date and sex digit, never the last digit", () => {
  for (const last of "0123456789") assert.equal(isResidentNumber(`880101-123456${last}`), true);
  assert.equal(isResidentNumber("000229-3000000"), true, "2000 was a leap year");
  assert.equal(isResidentNumber("000229-1000000"), false, "1900 was none");
  assert.equal(isResidentNumber("880101-5234567"), true, "a foreigner");
  assert.equal(isResidentNumber("050101-8234567"), true, "a foreigner born since 2000");
  for (const wrong of ["880101-9234567", "880101-0234567", "881301-1234567", "880132-1234567"]) {
    assert.equal(isResidentNumber(wrong), false, wrong);
  }
});

Deno.test("birthDateOf() takes the century from the sex digit", () => {
  assert.equal(birthDateOf("880101-1234567"), "1988-01-01");
  assert.equal(birthDateOf("050709-4234567"), "2005-07-09");
  assert.equal(birthDateOf("8801011"), undefined);
});

Deno.test("isMobilePhone() knows mobile numbers in their spellings", () => {
  for (const right of ["010-1234-5678", "01012345678", "+82 10-1234-5678", "011-123-4567"]) {
    assert.equal(isMobilePhone(right), true, right);
  }
  for (const wrong of ["02-1234-5678", "010-123-4567", "0101234567890", "012-1234-5678", ""]) {
    assert.equal(isMobilePhone(wrong), false, wrong);
  }
  assert.equal(normaliseMobilePhone("+82 (0)10 1234 5678"), "01012345678");
  assert.equal(normaliseMobilePhone("０１０-1234-5678"), "01012345678");
});
