import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { SheetRefusedError } from "../errors.ts";
import { dateText } from "./date_text.ts";
import {
  builtInNumberKind,
  type NumberKind,
  numberKindOf,
  PLAIN_NUMBER,
} from "./number_formats.ts";
import { numberText } from "./number_text.ts";

const read = (raw: string, kind: NumberKind = PLAIN_NUMBER, is1904 = false) =>
  numberText(raw, kind, { is1904, rowNumber: 1 });

Deno.test("numberText() tells numbers as plain decimals without float noise", () => {
  const expected: Record<string, string> = {
    "0": "0",
    "110123456789": "110123456789",
    "0.30000000000000004": "0.3",
    "1.1000000000000001": "1.1",
    "-5": "-5",
    "1E3": "1000",
    "1.5e-7": "0.00000015",
    "-1e-7": "-0.0000001",
    "123456789012345": "123456789012345",
    "007": "7",
    "1.10": "1.1",
    "1.23456789012346E+14": "123456789012346",
    " 12 ": "12",
  };
  for (const [raw, text] of Object.entries(expected)) deepEqual(read(raw), { text }, raw);
});

Deno.test("numberText() flags numbers of more than 15 digits: the rest of them is lost", () => {
  for (const raw of ["1234567890123456", "1.234567890123456E+15", "-1e15", "1e300"]) {
    equal(read(raw).problem, "digitsLost", raw);
  }
  equal(read("1.234567890123456E+15").text, "1234567890123456");
  equal(read("999999999999999").problem, undefined);
});

Deno.test("numberText() refuses what is no number", () => {
  for (const raw of ["abc", "0x10", "Infinity", "NaN", "1e999", "1,000", "--1", "1 2"]) {
    throws(() => read(raw), SheetRefusedError, raw);
  }
});

Deno.test("numberText() keeps the zeros that a format of zeros shows", () => {
  const kind = numberKindOf("00000000000000");
  equal(read("1234567", kind).text, "00000001234567");
  equal(read("-5", kind).text, "-5");
});

Deno.test("numberText() tells a percentage as it is shown", () => {
  const percent = numberKindOf("0.0%");
  const expected = { "0.1": "10%", "0.125": "12.5%", "0.07": "7%", "1": "100%", "0": "0%" };
  for (const [raw, text] of Object.entries(expected)) deepEqual(read(raw, percent), { text });
  for (const id of [9, 10]) deepEqual(read("0.29", builtInNumberKind(id)), { text: "29%" });
  for (const code of ["0%", "#,##0.00%", "0.00\\ %", '[Red]0%;"-"']) {
    equal(numberKindOf(code).kind, "percent", code);
  }
  for (const code of ['0"%"', "0\\%"]) equal(numberKindOf(code).kind, "number", code);
});

Deno.test("numberText() tells any whole number of up to 15 digits as it is", () => {
  fc.assert(fc.property(fc.integer({ min: -(10 ** 14), max: 10 ** 14 }), (value) => {
    deepEqual(read(String(value)), { text: String(value) });
    deepEqual(read(value.toExponential()), { text: String(value) });
  }));
});

Deno.test("dateText() tells dates, times and both", () => {
  const cases: [number, string | undefined][] = [
    [1, "1900-01-01"],
    [59, "1900-02-28"],
    [60, undefined],
    [61, "1900-03-01"],
    [45_658, "2025-01-01"],
    [45_658.5, "2025-01-01 12:00:00"],
    [45_657.999999, "2025-01-01"],
    [0.25, "06:00:00"],
    [2_958_465, "9999-12-31"],
    [2_958_466, undefined],
    [0, undefined],
    [-1, undefined],
    [1e300, undefined],
  ];
  for (const [serial, text] of cases) equal(dateText(serial, { is1904: false }), text, `${serial}`);
});

Deno.test("dateText() counts from 1904 where the workbook does", () => {
  equal(dateText(0, { is1904: true }), "1904-01-01");
  equal(dateText(44_196, { is1904: true }), "2025-01-01");
  equal(dateText(0.5, { is1904: true }), "12:00:00");
  equal(dateText(-1, { is1904: true }), undefined);
});

Deno.test("dateText() agrees with the calendar on every day from 1900-03-01 on", () => {
  const days = fc.integer({ min: 61, max: 2_958_465 });
  fc.assert(fc.property(days, (serial) => {
    const date = new Date(Date.UTC(1900, 2, 1) + (serial - 61) * 86_400_000);
    equal(dateText(serial, { is1904: false }), date.toISOString().slice(0, 10));
    equal(dateText(serial - 1_462, { is1904: true }), serial < 1_462 ? undefined : text(date));
  }));
});

const text = (date: Date) => date.toISOString().slice(0, 10);

Deno.test("numberText() flags dates that no calendar has", () => {
  deepEqual(read("60", { kind: "date" }), { text: "60", problem: "dateOutOfRange" });
  deepEqual(read("-3", { kind: "date" }), { text: "-3", problem: "dateOutOfRange" });
});

Deno.test("numberKindOf() knows formats of dates from those of numbers", () => {
  const dates = [
    "yyyy-mm-dd",
    'yyyy"년" m"월" d"일"',
    "[$-412]AM/PM h:mm",
    "m/d/yy",
    "mmm-yy",
    "[Red]yyyy\\-mm\\-dd;@",
    "HH:mm:ss",
  ];
  const numbers = [
    "General",
    "#,##0",
    '#,##0"명"',
    '0"d"',
    "[Red]#,##0",
    "0.00E+00",
    "_-* #,##0_-;\\-* #,##0_-",
    "[h]:mm:ss",
    "@",
    "0\\d",
    "#,##0_d",
    '"days" 0',
  ];
  for (const code of dates) equal(numberKindOf(code).kind, "date", code);
  for (const code of numbers) equal(numberKindOf(code).kind, "number", code);
});

Deno.test("builtInNumberKind() knows the date formats that have no code", () => {
  for (const id of [14, 22, 27, 31, 36, 45, 50, 58]) equal(builtInNumberKind(id).kind, "date");
  for (const id of [0, 1, 3, 13, 23, 37, 46, 49, 59]) equal(builtInNumberKind(id).kind, "number");
});
