import { RESULT_CODES } from "@maru/debit/files";
import assert from "node:assert/strict";
import { FAILURE_WORDS, failureWords } from "./failure_words.ts";

Deno.test("failureWords() tells merchants the same reason as messages tell payers", async () => {
  const migration = await Deno.readTextFile(
    new URL("../../migrations/0066_debit_failure_words.sql", import.meta.url),
  );
  const told = [...migration.matchAll(/\('(\w*)', '([^']+)'\)/g)];
  assert.ok(told.length > 20);
  for (const [, code = "", reason] of told) {
    assert.equal(failureWords(code).reason, reason, code);
  }
});

Deno.test("failureWords() has a reason and a way out for every code of the clearing house", () => {
  const codes = Object.keys(RESULT_CODES).filter((code) => code !== "0000");
  assert.deepEqual(Object.keys(FAILURE_WORDS).sort(), codes.sort());
  for (const { reason, advice } of Object.values(FAILURE_WORDS)) {
    assert.match(reason, /[가-힣]/);
    assert.match(advice, /(십시오|없습니다|있습니다)\.$/);
  }
});

Deno.test("failureWords() has general words for a code that nobody knows, and for names of objects", () => {
  for (const code of ["0777", "constructor", "0000"]) {
    assert.equal(failureWords(code).reason, "은행에서 처리하지 못함");
  }
});
