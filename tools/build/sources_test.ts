import assert from "node:assert/strict";
import { hashSources, listSources } from "./sources.ts";

/** A project with one island, one style, and a module elsewhere that the island imports. */
async function project() {
  const root = await Deno.makeTempDir();
  for (const folder of ["web/islands", "web/styles", "web/static/dist", "modules/pki"]) {
    await Deno.mkdir(`${root}/${folder}`, { recursive: true });
  }
  await Deno.writeTextFile(`${root}/deno.lock`, "{}");
  await Deno.writeTextFile(`${root}/web/islands/login.ts`, "export default 1;");
  await Deno.writeTextFile(`${root}/web/islands/login_test.ts`, "");
  await Deno.writeTextFile(`${root}/web/styles/app.css`, "body{}");
  await Deno.writeTextFile(`${root}/web/static/dist/old.js`, "");
  await Deno.writeTextFile(`${root}/modules/pki/browser.ts`, "export const a = 1;");
  const hash = async () => {
    const sources = await listSources(root, ["modules/pki/browser.ts", "web/islands/login.ts"]);
    return await hashSources(root, sources);
  };
  return { root, hash, [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }) };
}

Deno.test("listSources() lists sources and imported modules once, but no test and nothing built", async () => {
  await using made = await project();
  const sources = await listSources(made.root, ["modules/pki/browser.ts", "web/islands/login.ts"]);
  assert.deepEqual(sources, [
    "deno.lock",
    "modules/pki/browser.ts",
    "tools/build.ts",
    "web/islands/login.ts",
    "web/styles/app.css",
  ]);
});

Deno.test("hashSources() changes when a source is changed, added or removed, and else does not", async () => {
  await using made = await project();
  const first = await made.hash();
  assert.equal(await made.hash(), first);
  await Deno.writeTextFile(`${made.root}/modules/pki/browser.ts`, "export const a = 2;");
  const changed = await made.hash();
  assert.notEqual(changed, first);
  await Deno.writeTextFile(`${made.root}/web/islands/new.ts`, "");
  const added = await made.hash();
  assert.notEqual(added, changed);
  await Deno.remove(`${made.root}/web/islands/new.ts`);
  assert.equal(await made.hash(), changed);
  await Deno.remove(`${made.root}/deno.lock`);
  assert.notEqual(await made.hash(), changed);
});
