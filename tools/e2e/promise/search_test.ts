import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fc from "fast-check";
import { patternsOf, type Secret } from "./encodings.ts";
import { createSearcher, type Searcher } from "./search.ts";

const typed: Secret = {
  name: "password",
  bytes: new TextEncoder().encode("Npki!비밀 번호#7"),
  isText: true,
};

const searchers = new Map<Secret, Searcher>();

function found(secret: Secret, bytes: Uint8Array): boolean {
  const searcher = searchers.get(secret) ?? createSearcher(patternsOf(secret));
  searchers.set(secret, searcher);
  return searcher.search("here", bytes).length > 0;
}

/** The secret somewhere inside of other bytes. */
const surrounded = fc.record({
  before: fc.uint8Array({ maxLength: 40 }),
  after: fc.uint8Array({ maxLength: 40 }),
});

const encodings: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  "raw": (bytes) => bytes,
  "hexadecimal": (bytes) => Buffer.from(bytes.toString("hex")),
  "HEXADECIMAL": (bytes) => Buffer.from(bytes.toString("hex").toUpperCase()),
  "base64": (bytes) => Buffer.from(bytes.toString("base64")),
  "base64url": (bytes) => Buffer.from(bytes.toString("base64url")),
  "base64 in UTF-16": (bytes) => Buffer.from(bytes.toString("base64"), "utf16le"),
};

for (const [name, encode] of Object.entries(encodings)) {
  Deno.test(`a secret is found in ${name}, whatever stands around it in the same encoding`, () => {
    fc.assert(fc.property(surrounded, ({ before, after }) => {
      const whole = Buffer.concat([before, typed.bytes, after]);
      return found(typed, encode(whole));
    }));
  });
}

Deno.test("a typed secret is found in both forms of UTF-16, and in their hexadecimal", () => {
  const text = Buffer.from(typed.bytes).toString("utf8");
  const little = Buffer.from(`x${text}y`, "utf16le");
  for (const wide of [little, Buffer.from(little).swap16()]) {
    assert.ok(found(typed, wide));
    assert.ok(found(typed, Buffer.from(wide.toString("hex"))));
    assert.ok(found(typed, Buffer.from(wide.toString("base64"))));
  }
});

Deno.test("a typed secret is found as a form, an address and JSON send it", () => {
  const text = Buffer.from(typed.bytes).toString("utf8");
  for (const sent of [encodeURIComponent(text), `${new URLSearchParams({ a: text })}`]) {
    assert.ok(found(typed, Buffer.from(sent)));
  }
  const quoted: Secret = { ...typed, bytes: new TextEncoder().encode('a"quoted\\text') };
  assert.ok(found(quoted, Buffer.from(JSON.stringify({ value: 'a"quoted\\text' }))));
});

Deno.test("a private exponent is found in the lines of a PEM", () => {
  const bytes = crypto.getRandomValues(new Uint8Array(256));
  const secret: Secret = { name: "private exponent", bytes, isText: false };
  for (const shift of [0, 1, 2, 5]) {
    const base64 = Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64");
    const lines = base64.match(/.{1,64}/g)?.join("\n") ?? "";
    assert.ok(found(secret, Buffer.from(lines)), `shifted by ${shift}`);
  }
});

Deno.test("nothing is found where the secret is not", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => !found(typed, bytes)));
});

Deno.test("a hit tells the secret's name, encoding, place and offset, and not its value", () => {
  const [hit] = createSearcher(patternsOf(typed)).search(
    "log",
    Buffer.concat([
      Buffer.from("ab"),
      typed.bytes,
    ]),
  );
  assert.deepEqual(hit, { secretName: "password", encoding: "raw", place: "log", offset: 2 });
});
