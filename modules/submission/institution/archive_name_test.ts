import assert from "node:assert/strict";
import fc from "fast-check";
import { archiveStem, safeFileName } from "./archive_name.ts";

Deno.test("safeFileName() leaves no way out of the folder", () => {
  assert.equal(safeFileName("../../etc/passwd"), "etc passwd");
  assert.equal(safeFileName("..\\a:b*c?.pdf"), "a b c .pdf");
  assert.equal(safeFileName("\u202egnp.exe"), "gnp.exe");
  assert.equal(safeFileName(" .. "), "file");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    const name = safeFileName(text);
    assert.ok(name.length > 0);
    assert.doesNotMatch(name, /^\.|[\\/:*?"<>|\p{Cc}]/u);
  }));
});

Deno.test("archiveStem() numbers a document and drops the ending of its PDF", () => {
  assert.equal(
    archiveStem(3, "사업자등록증명_가온상사_20261120.pdf"),
    "03_사업자등록증명_가온상사_20261120",
  );
});
