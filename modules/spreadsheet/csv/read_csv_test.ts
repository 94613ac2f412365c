import { deepEqual, equal, rejects } from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { SheetRefusedError } from "../errors.ts";
import { DEFAULT_SHEET_LIMITS } from "../sheet.ts";
import { gatheringSink, readInTest, refusalInTest } from "../testing_reading.ts";
import { CsvRecords } from "./csv_records.ts";

const cellsOf = async (...given: Parameters<typeof readInTest>) =>
  (await readInTest(...given)).cells;
const bytes = (...values: number[]) => Uint8Array.from(values);
/** 이름,똠방각하 (the second needs CP949's additions), then 김 and ㈜. */
const EUC_KR = new Uint8Array(
  Buffer.from("c0ccb8a72c8c63b9e6b0a2c7cf0d0ab1e82ca2df0d0a", "hex"),
);

Deno.test("readCsv() reads RFC 4180: quotes, pairs of them, line breaks within", async () => {
  deepEqual(await cellsOf('이름,"비고"\r\n"김, ""민준""","둘째\r\n줄"\n"",끝'), [
    ["이름", "비고"],
    ['김, "민준"', "둘째\r\n줄"],
    ["", "끝"],
  ]);
});

Deno.test("readCsv() takes CRLF, LF and CR, and tells the number of each record", async () => {
  for (const end of ["\r\n", "\n", "\r"]) {
    const { rows } = await readInTest(["a,b", "", "c", ",,", '"d"'].join(end));
    deepEqual(rows, [
      { rowNumber: 1, cells: ["a", "b"] },
      { rowNumber: 3, cells: ["c"] },
      { rowNumber: 5, cells: ["d"] },
    ]);
  }
});

Deno.test("readCsv() finds the separator in the first line, outside quotes", async () => {
  const separators = {
    "a,b;c,d\n": ",",
    "\n;a;b\n": ";",
    "a\tb\n": "\t",
    '"a;b;c",d\n': ",",
    a: ",",
  };
  for (const [text, separator] of Object.entries(separators)) {
    equal((await readInTest(text)).meta?.separator, separator);
  }
});

Deno.test("readCsv() finds UTF-8 by its mark or by itself, and EUC-KR with all of CP949", async () => {
  const marked = await readInTest("\ufeff이름\n");
  deepEqual([marked.meta?.encoding, marked.cells], ["utf-8", [["이름"]]]);
  equal((await readInTest("이름\n")).meta?.encoding, "utf-8");
  const korean = await readInTest(EUC_KR);
  equal(korean.meta?.encoding, "euc-kr");
  deepEqual(korean.cells, [["이름", "똠방각하"], ["김", "㈜"]]);
});

Deno.test("readCsv() reads EUC-KR pairs that two pieces of the file share", async () => {
  const line = EUC_KR.slice(0, 14);
  const many = new Uint8Array(line.length * 30_000 + 1);
  many[0] = 0x20;
  for (let at = 1; at < many.length; at += line.length) many.set(line, at);
  const { rows } = await readInTest(many);
  equal(rows.length, 30_000);
  equal(rows.slice(1).every(({ cells }) => cells.join() === "이름,똠방각하"), true);
});

Deno.test("readCsv() believes the caller about the encoding, and refuses what does not fit", async () => {
  // A letter in both encodings, each time another.
  const both = bytes(0xc2, 0xb1, 0x0a);
  deepEqual(await cellsOf(both), [["±"]]);
  deepEqual(await cellsOf(both, { encoding: "euc-kr" }), [["짹"]]);
  equal(await refusalInTest(EUC_KR, { encoding: "utf-8" }), "unknownEncoding");
  equal(await refusalInTest("가나", { encoding: "euc-kr" }), "unknownEncoding");
});

Deno.test("readCsv() reads an empty file and one of empty lines as no rows", async () => {
  deepEqual(await cellsOf(""), []);
  deepEqual(await cellsOf("\ufeff\r\n\r\n,,\r\n"), []);
});

Deno.test("readCsv() flags long numbers that were saved as they were shown", async () => {
  const { rows } = await readInTest("계좌,이름\n1.23457E+13,E+13\n-1E+10,2E+1\n");
  deepEqual(rows.map(({ problems }) => [...problems ?? []]), [
    [],
    [[0, "digitsLost"]],
    [[0, "digitsLost"]],
  ]);
});

const LONG = "x".repeat(4_001);
const REFUSED: Readonly<
  Record<string, readonly [reason: string, Parameters<typeof readInTest>[0]]>
> = {
  "a quote that is never closed": ["brokenQuote", 'a,"b\nc,d\n'],
  "a quote that is never closed in a long file": ["brokenQuote", 'a,"' + "b,c\n".repeat(100_000)],
  "text behind a closing quote": ["brokenQuote", 'a,"b"c\n'],
  "a long cell": ["cellTooLong", `a,${LONG}\n`],
  "a long quoted cell": ["cellTooLong", `a,"${LONG}"\n`],
  "a line without end": ["cellTooLong", "x".repeat(10_000_000)],
  "too many columns": ["tooManyColumns", "a,".repeat(100) + "b\n"],
  "too many quoted columns": ["tooManyColumns", '"a",'.repeat(100) + '"b"\n'],
  "empty columns without end": ["tooManyColumns", `a\n${",".repeat(16_384)}\nb\n`],
  "a record of separators without end": ["tooManyColumns", `a\n${",".repeat(16_000_000)}`],
  "a record of empty quotes without end": ["tooManyColumns", `a\n${'"",'.repeat(5_000_000)}`],
  "too many rows": ["tooManyRows", "a\n".repeat(200_001)],
  "a NUL": ["controlCharacter", `${"a\n".repeat(5_000)}\0`],
  "UTF-16 from the small end": ["unknownEncoding", bytes(0xff, 0xfe, 0x61, 0, 0x0a, 0)],
  "UTF-16 from the big end": ["unknownEncoding", bytes(0xfe, 0xff, 0, 0x61, 0, 0x0a)],
  "a lone surrogate": ["unknownEncoding", bytes(0x61, 0xed, 0xa0, 0x80, 0x0a)],
  "bytes of no encoding": ["unknownEncoding", bytes(0x61, 0x2c, 0xff, 0xff, 0x0a)],
  "UTF-8 that is cut short": ["unknownEncoding", bytes(0xea, 0xb0, 0x80, 0xea, 0xb0)],
  "other bytes": ["notASpreadsheet", bytes(0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0)],
  "a PDF": ["notASpreadsheet", "%PDF-1.7\n"],
  "a web page that is called .xls": ["otherWorkbook", "\n<html><table><tr><td>1</td></tr></table>"],
  "XML of Excel 2003": ["otherWorkbook", '<?xml version="1.0"?><Workbook/>'],
};

for (const [what, [reason, content]] of Object.entries(REFUSED)) {
  Deno.test(`readCsv() refuses ${what}`, async () => {
    equal(await refusalInTest(content), reason);
  });
}

Deno.test("readCsv() takes as many empty columns as a spreadsheet program has", async () => {
  deepEqual(await cellsOf(`a${",".repeat(16_383)}\n"b"${",".repeat(16_383)}\n`), [["a"], ["b"]]);
});

Deno.test("readCsv() cuts cells that are too long to be kept, and says so", async () => {
  const limits = { cellKeptLengthMax: 5 };
  const { rows } = await readInTest('가나다라마,"123456"\n1234\u{1f600},1.23457E+13,1\n', {
    limits,
  });
  deepEqual(rows, [
    { rowNumber: 1, cells: ["가나다라마", "12345"], problems: new Map([[1, "cut"]]) },
    // Half of a character is none.
    {
      rowNumber: 2,
      cells: ["1234", "1.234", "1"],
      problems: new Map([[1, "cut"], [0, "cut"]]),
    },
  ]);
});

Deno.test("readCsv() says in which row the reason stands", async () => {
  const reading = readInTest('a\n"b"\n"c"d\n');
  await rejects(reading, (error) => error instanceof SheetRefusedError && error.rowNumber === 3);
});

/** Any CSV text, of the characters that matter. */
const csvText = fc.string({ unit: fc.constantFrom(...'ab,"\r\n가'), maxLength: 60 });

Deno.test("CsvRecords reads the same however the text is cut", () => {
  const read = (pieces: readonly string[]) => {
    const sink = gatheringSink();
    const records = new CsvRecords(",", DEFAULT_SHEET_LIMITS, sink);
    try {
      pieces.forEach((piece) => records.push(piece));
      records.end();
    } catch (error) {
      if (!(error instanceof SheetRefusedError)) throw error;
      return error.reason;
    }
    return sink.rows;
  };
  fc.assert(
    fc.property(csvText, fc.nat(60), (text, cut) => {
      const whole = read([text]);
      deepEqual(read([...text]), whole);
      deepEqual(read([text.slice(0, cut), text.slice(cut)]), whole);
    }),
    { numRuns: 2_000 },
  );
});
