import assert from "node:assert/strict";
import fc from "fast-check";
import { safeReturnPath } from "./paths.ts";

Deno.test("safeReturnPath() keeps a path of this site with its query", () => {
  assert.equal(safeReturnPath("/oneclick/submissions?page=2"), "/oneclick/submissions?page=2");
  assert.equal(safeReturnPath("/"), "/");
});

Deno.test("safeReturnPath() sends every other target to the front page", () => {
  const tricks = [
    undefined,
    "",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example",
    "/%5c..//evil.example\\",
    "javascript:alert(1)",
    "oneclick",
    "/a\r\nSet-Cookie: x=y",
    "/.//evil.example",
    "/x/..//evil.example",
    `/${"x".repeat(8_000)}`,
  ];
  for (const trick of tricks) assert.equal(safeReturnPath(trick), "/", String(trick));
});

Deno.test("safeReturnPath() never leaves the site, whatever is sent", () => {
  const pieces = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "@",
    ":",
    "evil.example",
    "?",
    "#",
    "%2f",
    "\t",
    "a",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const path = safeReturnPath(parts.join(""));
      assert.equal(new URL(path, "https://maru.example").origin, "https://maru.example");
    }),
    { numRuns: 2_000 },
  );
});
