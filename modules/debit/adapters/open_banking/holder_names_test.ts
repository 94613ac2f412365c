import assert from "node:assert/strict";
import { isSameHolder } from "./holder_names.ts";

const SAME: readonly (readonly [string, string])[] = [
  ["김하늘", "김 하늘"],
  ["(주)한빛상사", "주식회사 한빛상사"],
  ["㈜한빛상사", "한빛상사(주)"],
  ["Maru Co., Ltd", "MARU CO LTD"],
  ["ＭＡＲＵ", "maru"],
];

for (const [typed, known] of SAME) {
  Deno.test(`isSameHolder takes "${typed}" and "${known}" for one holder`, () => {
    assert.equal(isSameHolder(typed, known), true);
  });
}

Deno.test("isSameHolder tells other people apart, and nobody from nobody", () => {
  assert.equal(isSameHolder("김하늘", "김하은"), false);
  assert.equal(isSameHolder("주식회사", "(주)"), false);
  assert.equal(isSameHolder("", ""), false);
});
