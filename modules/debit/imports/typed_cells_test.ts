import assert from "node:assert/strict";
import { shownCell } from "./typed_cells.ts";

Deno.test("a bad cell is shown without what would turn it around, and digits stay masked", () => {
  assert.equal(shownCell("name", "김\u202e하늘\u200b"), "김하늘");
  const account = shownCell("account", "110\u200b-123-456789");
  assert.equal(account, shownCell("account", "110123456789"));
  assert.doesNotMatch(account, /123456/);
});
