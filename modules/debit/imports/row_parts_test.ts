import assert from "node:assert/strict";
import fc from "fast-check";
import { createChoices } from "./choices.ts";
import { FIELD_COLUMNS } from "./columns.ts";
import { hashOf, hashOfAll, HashTable } from "./hash_table.ts";
import { readHeadings } from "./headings.ts";
import { shownCell } from "./typed_cells.ts";
import { readDate, readDay, readMonth, readRate, readWon } from "./typed_values.ts";

const TITLES = FIELD_COLUMNS.map(({ title }) => title);

Deno.test("headings are found by title in any order", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(TITLES, { minLength: TITLES.length }), (titles) => {
      const found = readHeadings(titles.map((title) => ` ${title}* `));
      assert.ok("positions" in found);
      assert.deepEqual(found.positions.map((at) => titles[at]), TITLES);
    }),
    { numRuns: 50 },
  );
});

Deno.test("headings: optional ones may lack; unknown, missing and repeated ones are told", () => {
  const required = FIELD_COLUMNS.filter(({ isRequired }) => isRequired).map(({ title }) => title);
  assert.ok("positions" in readHeadings(required));
  const found = readHeadings([...required.slice(1), "비고", "고객명", "1101234567890"]);
  assert.deepEqual(found, {
    problems: { missing: ["고객번호"], unknown: ["비고", "고객명", "*************"] },
  });
});

Deno.test("days, months and rates are read in all the usual ways", () => {
  const days = ["2026-03-02", "2026.3.2", "2026/03/02", "20260302", "2026년 3월 2일"];
  for (const day of [...days, "2026-03-02 00:00:00", "2026. 3. 2."]) {
    assert.deepEqual(readDate(day), { value: "2026-03-02" }, day);
  }
  for (const month of ["2026-12", "202612", "2026.12", "2026년 12월", "2026-12-01", "20261215"]) {
    assert.deepEqual(readMonth(month), { value: "2026-12-01" }, month);
  }
  // It may be 1 December or 21 January.
  assert.deepEqual(readDate("2026121"), { reason: "notADate" });
  assert.deepEqual(readMonth("26-12"), { reason: "notAMonth" });
  assert.deepEqual(["10", "10%", "12.5", "100", ""].map(readRate), [
    { value: 1_000 },
    { value: 1_000 },
    { value: 1_250 },
    { value: 10_000 },
    { value: 0 },
  ]);
  assert.deepEqual(readRate("0.1"), { reason: "rateBelowOne" });
  assert.deepEqual(["１０", "１２．５％", "０"].map(readRate), [
    { value: 1_000 },
    { value: 1_250 },
    { value: 0 },
  ]);
  assert.deepEqual(["２５", "２５일"].map(readDay), [{ value: 25 }, { value: 25 }]);
  assert.deepEqual(readDate("２０２６－０３－０２"), { value: "2026-03-02" });
  assert.deepEqual(readMonth("２０２６．１２"), { value: "2026-12-01" });
  assert.deepEqual(["25", "25일", "말일", "x", ""].map(readDay), [
    { value: 25 },
    { value: 25 },
    { value: 31 },
    { reason: "notANumber" },
    { reason: "missing" },
  ]);
});

Deno.test("any amount is read as it is written, anything else is none", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1_000_000_000_000_000n }), (won) => {
      assert.deepEqual(readWon(String(won)), { value: won });
      assert.deepEqual(readWon(`${won.toLocaleString("en")}원`), { value: won });
    }),
  );
  assert.deepEqual(["", "백원", "1e9", "."].map(readWon), [
    { reason: "missing" },
    ...Array.from({ length: 3 }, () => ({ reason: "notANumber" })),
  ]);
  for (const part of ["1.5", "100000.5", "1,000.25원", "-0.5", "１００．５"]) {
    assert.deepEqual(readWon(part), { reason: "notWholeWon" }, part);
  }
});

Deno.test("items and banks are known by name and by code", () => {
  const choices = createChoices({
    items: [{ code: "tuition", name: "학원비" }],
    banks: [{ code: "088", name: "신한은행" }, { code: "031", name: "iM뱅크" }],
  });
  assert.deepEqual(["신한은행", "신한", "088", "88", "신한 은행"].map(choices.bank), [
    ...Array.from({ length: 5 }, () => "088"),
  ]);
  assert.equal(choices.bank("IM뱅크"), "031");
  assert.equal(choices.bank("없는은행"), "없는은행");
  assert.equal(choices.item("학원비"), "tuition");
  assert.equal(choices.item("tuition"), "tuition");
});

Deno.test("the hash table answers as a Map does, also when it has grown", () => {
  const table = new HashTable();
  const map = new Map<number, number>();
  for (let index = 0; index < 200_000; index++) {
    const key = hashOf(`C${index % 150_000}`);
    assert.equal(table.add(key, index), map.get(key));
    if (!map.has(key)) map.set(key, index);
  }
  for (const [key, value] of map) assert.equal(table.get(key), value);
  assert.equal(map.size, 150_000);
});

Deno.test("the hash tells texts apart by where each one ends", () => {
  const texts = [[], [""], ["", ""], ["", "", ""], ["ab"], ["a", "b"], ["", "ab"], ["ab", ""], [
    "a",
    "b",
    "",
  ]];
  assert.equal(new Set(texts.map(hashOfAll)).size, texts.length);
  assert.equal(hashOfAll(["김하늘"]), hashOf("김하늘"));
});

Deno.test("shown cells never tell an account, an identity or a resident number", () => {
  const digits = fc.stringMatching(/^\d{13}$/);
  const fields = fc.constantFrom(...FIELD_COLUMNS.map(({ field }) => field));
  fc.assert(
    fc.property(digits, fields, (number, field) => {
      assert.ok(!shownCell(field, number).includes(number.slice(3, -3)));
      assert.ok(
        !shownCell(field, ` ${number.slice(0, 6)}-${number.slice(6)}`).includes(number.slice(6)),
      );
    }),
  );
  assert.equal(shownCell("mobile", "010-1234-5678"), "010-1234-5678");
  assert.equal(shownCell("number", "C0000000001"), "C0000000001");
});
