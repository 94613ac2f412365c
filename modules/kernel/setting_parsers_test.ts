import assert from "node:assert/strict";
import {
  parseInteger,
  parseKey,
  parseList,
  parseNamedKeys,
  parseOneOf,
  parseText,
  parseUrl,
} from "./setting_parsers.ts";

const KEY = "A".repeat(42) + "E=";

Deno.test("parseInteger() takes whole numbers within the bounds alone", () => {
  const parse = parseInteger({ min: -1, max: 10 });
  assert.equal(parse("-1"), -1);
  assert.equal(parse(" 10 "), 10);
  for (const wrong of ["", "11", "-2", "1.5", "1e1", "0x1", "NaN", "9".repeat(40)]) {
    assert.throws(() => parse(wrong), RangeError, wrong);
  }
});

Deno.test("parseUrl() wants one of the protocols and leaves the last slash out", () => {
  const parse = parseUrl(["http:", "https:"]);
  assert.equal(parse("http://127.0.0.1:8002/"), "http://127.0.0.1:8002");
  for (const wrong of ["127.0.0.1:8002", "ftp://x", "http://", "javascript:1"]) {
    assert.throws(() => parse(wrong), /a URL that starts with http:\/\/ or https:\/\//, wrong);
  }
});

Deno.test("parseOneOf() and parseText() take nothing else", () => {
  assert.equal(parseOneOf(["a", "b"])("b"), "b");
  assert.throws(() => parseOneOf(["a", "b"])("c"), /one of a, b/);
  assert.equal(parseText(" x "), "x");
  assert.throws(() => parseText("  "), RangeError);
});

Deno.test("parseList() leaves blank items out", () => {
  assert.deepEqual(parseList(parseInteger({ min: 0, max: 9 }))("1, 2,,"), [1, 2]);
  assert.deepEqual(parseList(parseText)(""), []);
});

Deno.test("parseKey() wants the exact length", () => {
  assert.equal(parseKey(32)(KEY).length, 32);
  for (const wrong of ["", "AAAA", "not base64!", `${KEY}${KEY}`]) {
    assert.throws(() => parseKey(32)(wrong), /32 random bytes in base64/, wrong);
  }
});

Deno.test("parseNamedKeys() keeps the order and refuses an id used twice", () => {
  const parse = parseNamedKeys(32);
  assert.deepEqual(parse(`n:${KEY}, o:${KEY}`).map(({ id }) => id), ["n", "o"]);
  for (const wrong of ["", KEY, `a:${KEY},a:${KEY}`, `a.b:${KEY}`, "a:AAAA", `:${KEY}`]) {
    assert.throws(() => parse(wrong), /id:key pairs/, wrong);
  }
});
