import assert from "node:assert/strict";
import { HOUSE_ROOT, houseFiles } from "./house_files.ts";
import { tidyProblems } from "./tidy.ts";

Deno.test("every file of the house is tidy", () => {
  const problems = houseFiles((path) => /\.(ts|md|json|sql|sh|css|example)$/.test(path))
    .filter((path) => !path.includes("testdata/"))
    .flatMap((path) => tidyProblems(path, Deno.readTextFileSync(HOUSE_ROOT + path)));
  assert.deepEqual(problems, []);
});

const REFUSED: readonly (readonly [string, string, string])[] = [
  ["an unfinished word", "modules/auth/a.ts", "// TODO later"],
  ["the machine's clock in a module", "modules/auth/a.ts", "const at = Date.now();"],
  ["chance in a module", "modules/auth/a.ts", "const x = Math.random();"],
  ["a type switched off", "web/a.ts", "const x = y as any;"],
  ["a lint rule switched off", "web/a.ts", "// deno-lint-ignore no-explicit-any"],
  ["a test switched off", "web/a_test.ts", "assert; Deno.test({ ignore: true })"],
  ["inline style", "web/a.ts", 'html`<p style="x">`'],
  ["an inline handler", "web/a.ts", 'html`<p onclick="x">`'],
  ["a path of a machine", "docs/a.md", "see /home/someone/file"],
  ["every permission", "deno.json", '"serve": "deno run -A main.ts"'],
  ["a long file", "web/a.ts", "\n".repeat(401)],
  ["a test without assertion", "web/a_test.ts", "Deno.test('x', () => {});"],
  ["a file name of another style", "web/aB.ts", ""],
];

for (const [what, path, text] of REFUSED) {
  Deno.test(`the tidy test refuses ${what}`, () => {
    assert.equal(tidyProblems(path, text).length, 1);
  });
}

Deno.test("migrations have unique numbers and name their module", () => {
  const names = houseFiles((path) => path.startsWith("migrations/")).map((path) => path.slice(11));
  assert.deepEqual(names.filter((name) => !/^\d{4}_[a-z]+_[a-z_]+\.sql$/.test(name)), []);
  const numbers = names.map((name) => name.slice(0, 4));
  assert.equal(new Set(numbers).size, numbers.length);
});
