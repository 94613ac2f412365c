import assert from "node:assert/strict";
import fc from "fast-check";
import {
  agreementWords,
  businessNumberWords,
  countdownWords,
  durationWords,
  towards,
} from "./words.ts";

Deno.test("towards() takes the particle by how the last digit is read", () => {
  const read = (digit: number) => towards(`010-****-678${digit}`).slice("010-****-678".length + 1);
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(read),
    ["으로", "로", "로", "으로", "로", "로", "으로", "로", "로", "로"],
  );
});

Deno.test("agreementWords() names what is agreed to once", () => {
  assert.equal(agreementWords("개인정보 수집 및 이용 동의"), "개인정보 수집 및 이용에 동의");
  assert.equal(agreementWords("서비스 이용약관"), "서비스 이용약관에 동의");
});

Deno.test("durationWords() rounds up, never below five seconds", () => {
  assert.deepEqual(
    [0, 1, 38, 59, 60, 61, 3_599, 3_600].map(durationWords),
    ["약 5초", "약 5초", "약 40초", "약 60초", "약 1분", "약 2분", "약 60분", "약 1시간"],
  );
});

Deno.test("countdownWords() shows minutes and seconds and stops at zero", () => {
  assert.deepEqual([270, 269.9, 61, 9, 0, -3].map(countdownWords), [
    "4:30",
    "4:29",
    "1:01",
    "0:09",
    "0:00",
    "0:00",
  ]);
  fc.assert(fc.property(fc.integer({ min: 0, max: 5_999 }), (seconds) => {
    const [minutes = 0, rest = 0] = countdownWords(seconds).split(":").map(Number);
    return minutes * 60 + rest === seconds && rest < 60;
  }));
});

Deno.test("businessNumberWords() groups ten digits and leaves the rest alone", () => {
  assert.equal(businessNumberWords("1234567891"), "123-45-67891");
  assert.equal(businessNumberWords("123"), "123");
});
