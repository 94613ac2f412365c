import assert from "node:assert/strict";
import { HOUSE_ROOT, houseFiles } from "./house_files.ts";

const documents = houseFiles((path) => path.endsWith(".md"))
  .map((path) => ({ path, text: Deno.readTextFileSync(HOUSE_ROOT + path) }));
const { tasks } = JSON.parse(Deno.readTextFileSync(`${HOUSE_ROOT}deno.json`));

/** Links of a document to files that are not there. */
function brokenLinks(path: string, text: string): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link));
  return links.filter((link) => !exists(new URL(link, `file://${HOUSE_ROOT}${path}`)))
    .map((link) => `${path}: ${link}`);
}

/** Tasks that a document names and nobody can run. */
function unknownTasks(path: string, text: string): string[] {
  return [...text.matchAll(/deno(?:@[\d.]+)? task (?:--env-file )?([a-z]+(?::[a-z]+)?)/g)]
    .map(([, task = ""]) => task)
    .filter((task) => !(task in tasks)).map((task) => `${path}: ${task}`);
}

function exists(file: URL): boolean {
  try {
    return Deno.statSync(file) !== undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

Deno.test("documents link to what is there and name tasks that exist", () => {
  const problems = documents.flatMap(({ path, text }) => [
    ...brokenLinks(path, text),
    ...unknownTasks(path, text),
  ]);
  assert.deepEqual(problems, []);
});

Deno.test("a broken link and an unknown task are found", () => {
  assert.deepEqual(brokenLinks("docs/a.md", "![x](images/none.png) [y](security.md#a)"), [
    "docs/a.md: images/none.png",
  ]);
  assert.deepEqual(unknownTasks("README.md", "`deno task start`, `deno task fly`"), [
    "README.md: fly",
  ]);
});
