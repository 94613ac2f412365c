import { deepEqual, equal } from "node:assert/strict";
import { readInTest, refusalInTest } from "../testing_reading.ts";
import { entriesOf, sheetOf, type TestWorkbook, workbookOf } from "../testing_workbook.ts";
import { zipOf } from "../testing_zip.ts";

const read = (workbook: TestWorkbook) => readInTest(workbookOf(workbook));
const cellsOf = async (workbook: TestWorkbook) => (await read(workbook)).cells;

Deno.test("readXlsx() reads shared strings: plain, rich, without phonetic hints", async () => {
  const cells = await cellsOf({
    sharedStrings: "<si><t>김민준</t></si>" +
      "<si><r><rPr><b/></rPr><t>홍</t></r><r><t xml:space='preserve'> 길동 </t></r></si>" +
      "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>" +
      "<si><t>a_x000D_b_x005F_x000D_&#10;c</t></si><si/>",
    rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>' +
      '<c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c></row>',
  });
  deepEqual(cells, [["김민준", "홍 길동 ", "東京", "a\nb_x000D_\nc"]]);
});

Deno.test("readXlsx() counts a shared string as often as cells name it", async () => {
  const named = (count: number) => ({
    sharedStrings: `<si><t>${"가".repeat(1_000)}</t></si>`,
    rows: '<row><c t="s"><v>0</v></c></row>'.repeat(count),
  });
  const limits = { textLengthMax: 50_000, cellKeptLengthMax: 200 };
  const { cells } = await readInTest(workbookOf(named(50)), { limits });
  deepEqual([cells.length, cells[0]?.[0]?.length], [50, 200]);
  equal(await refusalInTest(workbookOf(named(51)), { limits }), "tooLarge");
  // By default, a hundred million characters: six megabytes of these rows.
  equal(await refusalInTest(workbookOf(named(100_001))), "tooLarge");
});

Deno.test("readXlsx() cuts cells that are too long to be kept, and says so", async () => {
  const long = '<row><c t="inlineStr"><is><t>가나다라😀바</t></is></c>' +
    '<c t="e"><v>#NULL!</v></c><c><v>1</v></c></row>';
  const { rows } = await readInTest(workbookOf({ rows: long }), {
    limits: { cellKeptLengthMax: 5 },
  });
  deepEqual(rows, [{
    rowNumber: 1,
    cells: ["가나다라", "#NULL", "1"],
    problems: new Map([[0, "cut"], [1, "errorValue"]]),
  }]);
});

Deno.test("readXlsx() finds every one of thousands of shared strings", async () => {
  const numbers = Array.from({ length: 5_000 }, (_, index) => index);
  const cells = await cellsOf({
    sharedStrings: numbers.map((number) => `<si><t>글${number}</t></si>`).join(""),
    rows: numbers.map((number) => `<row><c t="s"><v>${number}</v></c></row>`).join(""),
  });
  deepEqual(cells, numbers.map((number) => [`글${number}`]));
});

Deno.test("readXlsx() reads inline strings, truth values, errors, formulas and ISO dates", async () => {
  const { rows } = await read({
    rows: '<row r="3"><c r="B3" t="inlineStr"><is><r><t>가</t></r><r><t>나</t></r></is></c>' +
      '<c r="C3" t="b"><v>1</v></c><c r="D3" t="b"><v>0</v></c><c r="E3" t="e"><v>#N/A</v></c>' +
      '<c r="F3" t="str"><f>A1&amp;B1</f><v>계산</v></c><c r="G3"><f>1+1</f><v>2</v></c>' +
      '<c r="H3"><f>NOW()</f></c><c r="I3" t="d"><v>2025-01-02T00:00:00</v></c>' +
      '<c r="J3" t="d"><v>2025-01-02T03:04:05Z</v></c><c r="K3" t="str"><f>""</f></c>' +
      '<c r="L3"><f>A1</f><v></v></c></row>',
  });
  deepEqual(rows, [{
    rowNumber: 3,
    cells: [
      ..."|가나|TRUE|FALSE|#N/A|계산|2||2025-01-02|2025-01-02 03:04:05||".split("|"),
    ],
    problems: new Map([[4, "errorValue"], [7, "valueMissing"], [11, "valueMissing"]]),
  }]);
});

const dates = '<row r="1"><c r="A1" s="1"><v>44196</v></c><c r="B1" s="2"><v>44196</v></c>' +
  '<c r="C1" s="0"><v>44196</v></c><c r="D1" s="3"><v>42</v></c><c r="E1" s="9"><v>7</v></c></row>';
const styles = '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;년&quot; m&quot;월&quot;"/>' +
  '<numFmt numFmtId="165" formatCode="00000"/></numFmts><cellStyleXfs><xf numFmtId="14"/>' +
  '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>' +
  '<xf numFmtId="165"/></cellXfs>';

Deno.test("readXlsx() reads dates by their style, from 1900 or 1904", async () => {
  deepEqual(await cellsOf({ rows: dates, styles }), [
    ["2020-12-31", "2020-12-31", "44196", "00042", "7"],
  ]);
  const properties = '<workbookPr date1904="1"/>';
  deepEqual(await cellsOf({ rows: dates, styles, properties }), [
    ["2025-01-01", "2025-01-01", "44196", "00042", "7"],
  ]);
});

Deno.test("readXlsx() reads the first visible sheet, hidden rows and empty places kept", async () => {
  const sheet = (name: string, id: number, state = "") =>
    `<sheet name="${name}" sheetId="${id}" ${state} r:id="rId${id}"/>`;
  const { meta, rows } = await read({
    sheets: sheet("숨김", 1, 'state="hidden"') + sheet("그림", 5) + sheet("고객&amp;명단", 4),
    parts: {
      "xl/worksheets/sheet2.xml": sheetOf(
        '<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3"/>' +
          '<row r="4"><c r="A4" s="1"/><c r="C4"><v>2</v></c><c r="D4" t="str"><v></v></c></row>',
      ),
    },
  });
  deepEqual(meta, { format: "xlsx", sheetName: "고객&명단" });
  deepEqual(rows, [{ rowNumber: 2, cells: ["1"] }, { rowNumber: 4, cells: ["", "", "2"] }]);
});

Deno.test("readXlsx() reads prefixed XML, rows without numbers and what stands after the data", async () => {
  const sheet =
    '\ufeff<x:worksheet xmlns:x="y"><x:cols/><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>' +
    '<x:c t="inlineStr"><x:is><x:t>둘</x:t></x:is></x:c></x:row><x:row><x:c><x:v>3</x:v></x:c></x:row>' +
    "</x:sheetData><anchor><row>5</row><c>7</c></anchor></x:worksheet>";
  const { rows } = await read({ parts: { "xl/worksheets/sheet1.xml": sheet } });
  deepEqual(rows, [{ rowNumber: 1, cells: ["1", "둘"] }, { rowNumber: 2, cells: ["3"] }]);
});

Deno.test("readXlsx() takes cells without value far away: formats reach to the last row", async () => {
  const rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>' +
    '<row r="1048576"><c r="A1048576" s="1"/></row>';
  deepEqual(await cellsOf({ rows }), [["1"]]);
});

const one = "<v>1</v></c>";
const REFUSED: Readonly<Record<string, readonly [reason: string, workbook: TestWorkbook]>> = {
  "A1 and XFD1048576": ["tooManyRows", {
    rows: `<row r="1"><c r="A1">${one}</row><row r="1048576"><c r="XFD1048576">${one}</row>`,
  }],
  "a cell far to the right": ["tooManyColumns", { rows: `<row r="1"><c r="XFD1">${one}</row>` }],
  "rows out of order": ["damaged", { rows: '<row r="2"/><row r="1"/>' }],
  "a row twice": ["damaged", { rows: '<row r="2"/><row r="2"/>' }],
  "a row beyond the last": ["damaged", { rows: '<row r="1048577"/>' }],
  "a negative row": ["damaged", { rows: '<row r="-1"/>' }],
  "a negative column": ["damaged", { rows: `<row r="1"><c r="@1">${one}</row>` }],
  "a column without letters": ["damaged", { rows: `<row r="1"><c r="-11">${one}</row>` }],
  "a column of many letters": ["damaged", { rows: `<row r="1"><c r="AAAAAA1">${one}</row>` }],
  "a cell of another row": ["damaged", { rows: `<row r="1"><c r="A2">${one}</row>` }],
  "a cell twice": ["damaged", { rows: `<row r="1"><c r="A1">${one}<c r="A1">${one}</row>` }],
  "cells out of order": ["damaged", { rows: `<row r="1"><c r="B1">${one}<c r="A1">${one}</row>` }],
  "a cell outside a row": ["damaged", { rows: `<c r="A1">${one}` }],
  "a cell in a cell": ["damaged", { rows: `<row r="1"><c r="A1"><c r="B1">${one}</c></row>` }],
  "a row in a row": ["damaged", { rows: '<row r="1"><row r="2"/></row>' }],
  "a string that is not there": ["damaged", { rows: `<row><c t="s">${one}</row>` }],
  "a string of a negative index": ["damaged", {
    rows: '<row><c t="s"><v>-1</v></c></row>',
    sharedStrings: "<si><t>x</t></si>",
  }],
  "a number that is none": ["damaged", { rows: "<row><c><v>12a</v></c></row>" }],
  "an unknown type": ["damaged", { rows: `<row><c t="zz">${one}</row>` }],
  "a long cell": ["cellTooLong", {
    rows: `<row><c t="inlineStr"><is><t>${"x".repeat(4_001)}</t></is></c></row>`,
  }],
  "a long shared string that is used": ["cellTooLong", {
    rows: '<row><c t="s"><v>0</v></c></row>',
    sharedStrings: `<si><t>${"x".repeat(9_000)}</t></si>`,
  }],
  "a document type in a sheet": ["doctype", {
    parts: { "xl/worksheets/sheet1.xml": `<!DOCTYPE a>${sheetOf("")}` },
  }],
  "a document type in the content types": ["doctype", {
    parts: { "[Content_Types].xml": '<!DOCTYPE a [<!ENTITY b "c">]><Types/>' },
  }],
  "a sheet that is cut short": ["damaged", {
    parts: { "xl/worksheets/sheet1.xml": "<worksheet><sheetData>" },
  }],
  "a sheet in UTF-16": ["damaged", {
    parts: { "xl/worksheets/sheet1.xml": "\u00ff\u00fe<\0" },
  }],
  "macros by content type": ["macros", {
    contentType: "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
  }],
  "macros by part": ["macros", { parts: { "xl/vbaProject.bin": "x" } }],
  "old macro sheets": ["macros", { parts: { "xl/macrosheets/sheet1.xml": "<x/>" } }],
  "a binary workbook": ["otherWorkbook", {
    contentType: "application/vnd.ms-excel.sheet.binary.macroEnabled.main".replace(
      "macroEnabled.",
      "",
    ),
  }],
  "a text document": ["notASpreadsheet", { parts: { "xl/workbook.xml": "<document/>" } }],
  "no visible sheet": ["noSheet", {
    sheets: '<sheet name="a" sheetId="1" state="veryHidden" r:id="rId1"/>',
  }],
  "a sheet without a part": ["damaged", {
    sheets: '<sheet name="a" sheetId="4" r:id="rId4"/>',
  }],
  "a package without relationships": ["damaged", { parts: { "_rels/.rels": "<Relationships/>" } }],
  "a workbook outside the package": ["damaged", {
    parts: {
      "_rels/.rels": '<Relationships><Relationship Id="a" Type="x/officeDocument" ' +
        'Target="http://127.0.0.1/workbook.xml" TargetMode="External"/></Relationships>',
    },
  }],
};

for (const [what, [reason, workbook]] of Object.entries(REFUSED)) {
  Deno.test(`readXlsx() refuses ${what}`, async () => {
    equal(await refusalInTest(workbookOf(workbook)), reason);
  });
}

Deno.test("readXlsx() refuses ZIP files of other things by what they are", async () => {
  equal(await refusalInTest(zipOf([{ name: "a.txt", content: "x" }])), "notASpreadsheet");
  const openDocument = ["mimetype", "content.xml"].map((name) => ({ name, content: "x" }));
  equal(await refusalInTest(zipOf(openDocument)), "otherWorkbook");
  const withoutTypes = entriesOf({}).filter(({ name }) => name !== "[Content_Types].xml");
  equal(await refusalInTest(zipOf(withoutTypes)), "notASpreadsheet");
});

Deno.test("readXlsx() keeps to the limits it is given, to the row and the column", async () => {
  const row = (number: number) => `<row r="${number}"><c><v>1</v></c><c><v>2</v></c></row>`;
  const workbook = workbookOf({ rows: row(1) + row(2) + row(3) });
  const limits = { rowCountMax: 3, columnCountMax: 2, cellLengthMax: 1 };
  equal(await refusalInTest(workbook, { limits }), "read");
  equal(await refusalInTest(workbook, { limits: { ...limits, rowCountMax: 2 } }), "tooManyRows");
  equal(
    await refusalInTest(workbook, { limits: { ...limits, columnCountMax: 1 } }),
    "tooManyColumns",
  );
  equal(await refusalInTest(workbook, { limits: { ...limits, cellLengthMax: 0 } }), "cellTooLong");
  equal(await refusalInTest(workbook, { limits: { byteCountMax: 100 } }), "tooLarge");
  equal(await refusalInTest(workbook, { limits: { unpackedByteCountMax: 100 } }), "tooLarge");
});
