import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeAnswer, encodeBody } from "./wire.ts";

/** As java.net.URLEncoder writes: a plus for a space. */
function javaEncode(text: string): Uint8Array {
  return new TextEncoder().encode(encodeURIComponent(text).replaceAll("%20", "+"));
}

Deno.test("decodeAnswer() makes a plus a space before it reads the percent signs", () => {
  const answer = { result: { code: "CF-00000", message: "1 + 1 은 둘" }, data: { a: "a+b c%" } };
  const read = decodeAnswer(javaEncode(JSON.stringify(answer)));
  assert.deepEqual([read?.message, read?.data], ["1 + 1 은 둘", { a: "a+b c%" }]);
});

Deno.test("any data comes through the aggregator's encoding unchanged", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }), (data) => {
      const text = JSON.stringify({ result: { code: "CF-00000" }, data });
      assert.deepEqual(decodeAnswer(javaEncode(text))?.data, JSON.parse(text).data);
      assert.deepEqual(
        JSON.parse(decodeURIComponent(encodeBody(data))),
        JSON.parse(JSON.stringify(data)),
      );
    }),
  );
});

Deno.test("decodeAnswer() answers undefined for what is no answer", () => {
  for (const text of ["", "<html>", "%E", "[]", "{}", '{"result":{}}', '{"result":{"code":1}}']) {
    assert.equal(decodeAnswer(new TextEncoder().encode(text)), undefined, text);
  }
  assert.equal(decodeAnswer(Uint8Array.of(0x7b, 0xff, 0x7d)), undefined);
});
