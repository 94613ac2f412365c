import assert from "node:assert/strict";
import plugin from "./plugin.ts";

const root = new URL("../../", import.meta.url).pathname;

function problems(path: string, source: string): string[] {
  return Deno.lint.runPlugin(plugin, root + path, source).map((found) => found.id);
}

const REFUSED_IMPORTS: readonly (readonly [string, string, string])[] = [
  ["a static relative import", "modules/auth/a.ts", `import { x } from "../kernel/clock.ts"; x;`],
  ["a dynamic relative import", "modules/auth/a.ts", `await import("../kernel/clock.ts");`],
  [
    "a type import",
    "modules/auth/a.ts",
    `import type { X } from "../kernel/clock.ts"; export type Y = X;`,
  ],
  [
    "an inline type import",
    "modules/auth/a.ts",
    `export type Y = import("../kernel/clock.ts").Clock;`,
  ],
  ["a re-export", "modules/auth/a.ts", `export * from "../kernel/clock.ts";`],
  ["a named re-export", "modules/auth/a.ts", `export { x } from "../kernel/clock.ts";`],
  ["a direction against the table", "modules/kernel/a.ts", `import "@maru/auth";`],
  ["a member that the table does not know", "modules/auth/a.ts", `import "@maru/unknown";`],
  [
    "anything in a member that the table does not know",
    "modules/novel/a.ts",
    `import "@maru/kernel";`,
  ],
  ["an adapter's peer", "modules/submission/adapters/a.ts", `import "@maru/sandbox";`],
];

for (const [what, path, source] of REFUSED_IMPORTS) {
  Deno.test(`the import rule refuses ${what}`, () => {
    assert.deepEqual(problems(path, source), ["maru/imports"]);
  });
}

Deno.test("the import rule allows the member's own files and directions of the table", () => {
  assert.deepEqual(problems("modules/auth/a.ts", `import "./b.ts"; import "@maru/kernel";`), []);
  assert.deepEqual(problems("modules/auth/deep/a.ts", `import "../b.ts"; import "npm:hono";`), []);
});

Deno.test("the schema rule refuses another module's schema and a computed one", () => {
  assert.deepEqual(problems("modules/auth/a.ts", `db.withSchema("kernel");`), ["maru/schema"]);
  assert.deepEqual(problems("modules/auth/a.ts", `db.withSchema("novel");`), ["maru/schema"]);
  assert.deepEqual(problems("modules/auth/a.ts", `db.withSchema(name);`), ["maru/schema"]);
  assert.deepEqual(problems("modules/auth/a.ts", "sql`select 1 from submission.item`;"), [
    "maru/schema",
  ]);
});

Deno.test("the schema rule allows the module's own schema", () => {
  assert.deepEqual(problems("modules/auth/a.ts", `db.withSchema("auth");`), []);
  assert.deepEqual(
    problems("modules/auth/a.ts", "sql`select 1 from auth.session where a.b = 1`;"),
    [],
  );
});

const REFUSED_HTML: readonly (readonly [string, string])[] = [
  ["a tag that is never closed", "html`<div><p>a</p>`;"],
  ["a tag closed by another's name", "html`<div><p>a</div></p>`;"],
  ["a close without an open", "html`<p>a</p></div>`;"],
  ["a void element that is not self-closed", "html`<p><br>a</p>`;"],
  ["a button without type", "html`<button class=${x}>a</button>`;"],
  ["a component that is never closed", "html`<${Island} a=${1}>`;"],
];

for (const [what, source] of REFUSED_HTML) {
  Deno.test(`the html rule refuses ${what}`, () => {
    const found = problems("web/a.ts", source);
    assert.ok(found.length > 0 && found.every((id) => id === "maru/html"));
  });
}

Deno.test("the html rule allows balanced templates", () => {
  const source = 'html`<!-- <p> --><div class="a > b">${x}<input name=${n} /><${Island} a=${1} />' +
    '<${Box}>in<//><button type="submit">a</button></div>`;';
  assert.deepEqual(problems("web/a.ts", source), []);
});
