import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import fc from "fast-check";
import type { SheetColumn, SheetTable, SheetValue } from "../table.ts";
import { askPython } from "../testing_python.ts";
import { readInTest } from "../testing_reading.ts";
import { xlsxStream } from "./xlsx_stream.ts";

const columns: readonly SheetColumn[] = [
  { title: "이름 <&>", kind: "text" },
  { title: "횟수", kind: "integer" },
  { title: "날짜", kind: "date", widthCharacters: 20 },
  { title: "금액", kind: "won" },
];
const table = (rows: SheetTable["rows"], more: Partial<SheetTable> = {}): SheetTable => ({
  sheetName: "고객",
  columns,
  rows,
  ...more,
});

async function bytesOf(given: SheetTable): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(xlsxStream(given)).arrayBuffer());
}

async function readBack(rows: readonly (readonly SheetValue[])[]) {
  return (await readInTest(await bytesOf(table(rows)))).cells.slice(1);
}

Deno.test("xlsxStream() writes what is read back: titles, texts, numbers, dates, won", async () => {
  const { meta, cells } = await readInTest(
    await bytesOf(table([
      ["=1+1", 3, "2026-02-28", 1_234_567n],
      [" 띄어\n쓰기 ", null, "", -5],
      [null, null, null, null],
      ["끝", 0, "1900-03-01", 0n],
    ])),
  );
  equal(meta?.sheetName, "고객");
  deepEqual(cells, [
    ["이름 <&>", "횟수", "날짜", "금액"],
    ["=1+1", "3", "2026-02-28", "1234567"],
    [" 띄어\n쓰기 ", "", "", "-5"],
    ["끝", "0", "1900-03-01", "0"],
  ]);
});

Deno.test("xlsxStream() writes as text what does not fit its column, so that nothing is lost", async () => {
  deepEqual(
    await readBack([
      [12n, "abc", "2026-02-30", 10n ** 15n],
      [-1.5, 1.5, "1899-12-31", "1,000"],
      ["000123", 10n ** 20n, 45_000, 999_999_999_999_999n],
    ]),
    [
      ["12", "abc", "2026-02-30", "1000000000000000"],
      ["-1.5", "1.5", "1899-12-31", "1,000"],
      ["000123", "100000000000000000000", "45000", "999999999999999"],
    ],
  );
});

Deno.test("xlsxStream() writes any text so that it is read back as it was", async () => {
  const unit = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
    fc.constantFrom(..."&<>\"'\t\n\u0001\u001f\ufffe_xX0D", "_x000D_", "]]>"),
  );
  const texts = fc.array(fc.string({ unit, minLength: 1 }), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(texts, async (given) => {
      deepEqual(await readBack(given.map((each) => [each])), given.map((each) => [each]));
    }),
    { numRuns: 100 },
  );
});

Deno.test("xlsxStream() cuts a text where Excel would call the file broken", async () => {
  const { cells } = await readInTest(await bytesOf(table([["가".repeat(40_000)]])), {
    limits: { cellLengthMax: 50_000, cellKeptLengthMax: 50_000 },
  });
  equal(cells[1]?.[0]?.length, 32_767);
});

Deno.test("xlsxStream() writes a second sheet of explanations, and a table without rows", async () => {
  const rows = [["항목", "설명", "예시"], ["이름", "예금주의 이름", "가".repeat(40)]];
  const guide = { sheetName: "작성 안내", rows };
  const path = await Deno.makeTempFile({ suffix: ".xlsx" });
  try {
    await Deno.writeFile(path, xlsxStream(table([], { guide })));
    const found = await askPython(PYTHON, [path]);
    if (found === undefined) return;
    deepEqual(found, {
      problem: null,
      sheets: ["고객", "작성 안내"],
      first: ["이름 <&>", "횟수", "날짜", "금액"],
      second: rows.flat(),
      filter: "A1:D1",
      pane: "frozen",
      widths: ["12", "10", "20", "14"],
      guideWidths: ["6", "15", "70"],
    });
  } finally {
    await Deno.remove(path);
  }
});

const PYTHON = `
import json, sys, zipfile
import xml.etree.ElementTree as tree
main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
file = zipfile.ZipFile(sys.argv[1])
part = lambda name: tree.fromstring(file.read(name))
texts = lambda sheet: [each.text for each in sheet.iter(main + "t")]
first, second = part("xl/worksheets/sheet1.xml"), part("xl/worksheets/sheet2.xml")
print(json.dumps({
  "problem": file.testzip(),
  "sheets": [each.get("name") for each in part("xl/workbook.xml").iter(main + "sheet")],
  "first": texts(first), "second": texts(second),
  "filter": first.find(main + "autoFilter").get("ref"),
  "pane": first.find(".//" + main + "pane").get("state"),
  "widths": [each.get("width") for each in first.iter(main + "col")],
  "guideWidths": [each.get("width") for each in second.iter(main + "col")],
}))`;

Deno.test("xlsxStream() is read by openpyxl with types, formats and the bold title", async () => {
  const path = await Deno.makeTempFile({ suffix: ".xlsx" });
  try {
    await Deno.writeFile(path, xlsxStream(table([["=1+1", 3, "2026-02-28", 1_234_567n]])));
    const found = await askPython(OPENPYXL, [path]);
    if (found === undefined) return;
    deepEqual(found, {
      titleIsBold: true,
      freeze: "A2",
      row: [["=1+1", "s", "@"], ["3", "n", "0"], ["2026-02-28 00:00:00", "d", "yyyy\\-mm\\-dd"], [
        "1234567",
        "n",
        "#,##0",
      ]],
    });
  } finally {
    await Deno.remove(path);
  }
});

const OPENPYXL = `
import json, sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1]).active
print(json.dumps({
  "titleIsBold": sheet["A1"].font.b, "freeze": sheet.freeze_panes,
  "row": [[str(cell.value), cell.data_type, cell.number_format] for cell in sheet[2]],
}))`;

Deno.test("xlsxStream() refuses names that spreadsheet programs refuse", () => {
  for (const sheetName of ["", "a/b", "a[1]", "x".repeat(32), "'a", "a:b"]) {
    throws(() => xlsxStream(table([], { sheetName })), RangeError, sheetName);
  }
  throws(() => xlsxStream(table([], { guide: { sheetName: "고객", rows: [] } })), RangeError);
});

Deno.test("xlsxStream() breaks off where its rows do, and ends them where it is cancelled", async () => {
  await rejects(
    bytesOf(table((function* () {
      yield ["a"];
      throw new TypeError("Cannot read on");
    })())),
    { message: "Cannot read on" },
  );
  let hasEnded = false;
  const stream = xlsxStream(table((async function* () {
    try {
      while (true) yield ["a".repeat(1_000)];
    } finally {
      hasEnded = true;
    }
  })()));
  const reader = stream.getReader();
  for (let byteCount = 0; byteCount < 20_000;) {
    byteCount += (await reader.read()).value?.length ?? 0;
  }
  await reader.cancel();
  await new Promise((resolve) => setTimeout(resolve, 10));
  equal(hasEnded, true);
});
