import assert from "node:assert/strict";
import fc from "fast-check";
import { documentTable } from "./document_table.ts";

const LABELS = { resCompanyNm: "상호", resTaxationPeriod: "과세기간", resTaxAmt: "세액" };

Deno.test("documentTable() shows the catalogue's list under Korean headings, with what is said of all", () => {
  const table = documentTable({
    resCompanyNm: "가온상사",
    resTaxStandardList: [
      { resTaxAmt: "1000", resTaxationPeriod: "202601", resNote: "확정" },
      { resTaxAmt: "2000", resTaxationPeriod: "202607" },
    ],
    resOtherList: [{ resTaxAmt: "3" }],
  }, { rows: "resTaxStandardList", labels: LABELS });
  assert.deepEqual(table.columns, ["과세기간", "세액", "resNote", "상호"]);
  assert.deepEqual(table.rows, [
    ["202601", "1000", "확정", "가온상사"],
    ["202607", "2000", "", "가온상사"],
  ]);
});

Deno.test("documentTable() names each list where a document has several", () => {
  const table = documentTable({
    resBalance2024: [{ resTaxAmt: 1 }],
    resBalance2025: [{ resTaxAmt: 2 }],
  }, { labels: { ...LABELS, resBalance2025: "2025년" } });
  assert.deepEqual(table, {
    columns: ["구분", "세액"],
    rows: [["resBalance2024", "1"], ["2025년", "2"]],
  });
});

Deno.test("documentTable() shows a document without lists as names and values", () => {
  const shape = { rows: "resList", labels: LABELS };
  const data = { resTaxAmt: 5, resCompanyNm: "가온상사", resList: [], resNothing: null };
  assert.deepEqual(documentTable(data, shape), {
    columns: ["항목", "값"],
    rows: [["상호", "가온상사"], ["세액", "5"], ["resNothing", ""]],
  });
});

Deno.test("documentTable() makes a table of equal lines of anything that is JSON", () => {
  fc.assert(fc.property(fc.jsonValue(), (data) => {
    const { columns, rows } = documentTable(data, {});
    assert.ok(rows.every((row) => row.length === columns.length));
  }));
});
