import assert from "node:assert/strict";
import fc from "fast-check";
import { charactersOutsideEucKr, decodeEucKr, encodeEucKr, eucKrTables } from "./euc_kr.ts";
import { passbookTexts } from "./testing_values.ts";

Deno.test("encodeEucKr writes Hangul, Hanja and signs in two bytes and ASCII in one", () => {
  assert.deepEqual(encodeEucKr("가A힝"), new Uint8Array([0xb0, 0xa1, 0x41, 0xc8, 0xfe]));
  assert.deepEqual(encodeEucKr("伽～"), new Uint8Array([0xca, 0xa1, 0xa2, 0xa6]));
});

Deno.test("encodeEucKr refuses 똠, which is in CP949 and not in KS X 1001", () => {
  assert.throws(() => encodeEucKr("똠양꿍"), new RangeError('Cannot encode "똠" in EUC-KR'));
});

Deno.test("charactersOutsideEucKr names emoji, parts of letters and control characters", () => {
  assert.deepEqual(charactersOutsideEucKr("가😀나\u1100\n\t😀~"), ["😀", "\u1100", "\n", "\t"]);
});

Deno.test("the Hangul filler stays out, because decoders join it with what follows", () => {
  assert.deepEqual(charactersOutsideEucKr("\u3164"), ["\u3164"]);
  assert.equal(decodeEucKr(new Uint8Array([0xa4, 0xd4])), undefined);
});

Deno.test("the tables hold the 8,226 characters of KS X 1001 but for the Hangul filler", () => {
  const count = eucKrTables().unitOfCode.filter((unit) => unit !== 0).length;
  assert.equal(count, 8225);
});

Deno.test("decodeEucKr refuses halves of characters, control characters and rows of CP949", () => {
  for (const bytes of [[0xb0], [0x41, 0xb0], [0x0a], [0x7f], [0x8c, 0x63], [0xb0, 0x20], [0x80]]) {
    assert.equal(decodeEucKr(new Uint8Array(bytes)), undefined, String(bytes));
  }
});

Deno.test("decodeEucKr gives back what encodeEucKr was given", () => {
  const texts = fc.array(fc.oneof(passbookTexts, fc.string({ unit: "grapheme-ascii" })))
    .map((parts) => parts.join(""));
  fc.assert(fc.property(texts, (text) => {
    assert.equal(decodeEucKr(encodeEucKr(text)), text);
  }));
});
