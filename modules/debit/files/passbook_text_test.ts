import assert from "node:assert/strict";
import {
  fitPassbookText,
  isPassbookText,
  passbookProblem,
  putPassbookText,
  toFullWidth,
} from "./passbook_text.ts";

Deno.test("toFullWidth widens ASCII and spaces, and composes letters in parts", () => {
  assert.equal(toFullWidth("ABC 12!~"), "ＡＢＣ　１２！～");
  assert.equal(toFullWidth("마루".normalize("NFD")), "마루");
});

Deno.test("toFullWidth makes every printable ASCII character one that a passbook shows", () => {
  for (let unit = 0x20; unit < 0x7f; unit++) {
    const text = toFullWidth(String.fromCharCode(unit));
    assert.equal(passbookProblem(text), undefined, String.fromCharCode(unit));
  }
});

Deno.test("fitPassbookText cuts on the border of a character, never inside one", () => {
  assert.equal(fitPassbookText("마루영어학원 11월 수강료"), "마루영어학원　１");
  assert.equal(fitPassbookText("마루영어학원회 수강료"), "마루영어학원회");
});

Deno.test("passbookProblem tells what a passbook cannot show", () => {
  assert.equal(passbookProblem("마루학원비"), undefined);
  assert.equal(passbookProblem(""), undefined);
  assert.match(passbookProblem("마루\u0007")!, /control characters/);
  assert.match(passbookProblem("똠양꿍집")!, /KS X 1001, not "똠"/);
  assert.match(passbookProblem("마루A")!, /full-width/);
  assert.match(passbookProblem("ABC")!, /full-width/);
  assert.match(passbookProblem("가나다라마바사아자")!, /at most 8/);
});

Deno.test("putPassbookText fills with full-width spaces and refuses what has a problem", () => {
  const bytes = new Uint8Array(18);
  assert.ok(putPassbookText(bytes, 1, "가"));
  assert.deepEqual([...bytes], [0, 0xb0, 0xa1, ...new Array(14).fill(0xa1), 0]);
  for (const text of ["똠", "A", "가나다라마바사아자", "가\n", "😀"]) {
    assert.equal(putPassbookText(bytes, 0, text), false, text);
  }
});

Deno.test("isPassbookText refuses mixed widths, in the text and in what fills it", () => {
  for (const text of ["가　　　", "가  ", "ABC 12", "      ", "　　　", "가　나  "]) {
    assert.ok(isPassbookText(text), JSON.stringify(text));
  }
  for (const text of ["가A", "A가", "가 나", "가　 ", "가 　"]) {
    assert.equal(isPassbookText(text), false, JSON.stringify(text));
  }
});
