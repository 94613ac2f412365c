import assert from "node:assert/strict";
import fc from "fast-check";
import { parseStrictJson } from "./strict_json.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

Deno.test("strict JSON reads whatever JSON writes", () => {
  fc.assert(fc.property(fc.json({ maxDepth: 5 }), (text) => {
    assert.deepEqual(parseStrictJson(bytesOf(text)), JSON.parse(text));
  }));
  for (
    const text of ['{"a":{"a":1},"b":[{"a":1},{"a":2}]}', '{"a":"\\"a\\":","b":"{[" }', " [] "]
  ) {
    assert.deepEqual(parseStrictJson(bytesOf(text)), JSON.parse(text));
  }
});

Deno.test("strict JSON refuses what readers could take for different things", () => {
  for (
    const bytes of [
      bytesOf('{"a":1,"a":2}'),
      bytesOf('{"a":1,"\\u0061":2}'),
      bytesOf('{"x":[{"a":1, "b":2, "a" : 3}]}'),
      bytesOf(`${"[".repeat(33)}${"]".repeat(33)}`),
      bytesOf('{"a":1'),
      new Uint8Array([0x22, 0xb1, 0xe8, 0x22]),
      new Uint8Array(),
    ]
  ) assert.throws(() => parseStrictJson(bytes), SyntaxError);
});
