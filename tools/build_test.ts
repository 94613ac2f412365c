import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { bundleScripts } from "./build/scripts.ts";
import { bundleStyles } from "./build/styles.ts";

const ROOT = new URL("..", import.meta.url).pathname.replace(/\/$/, "");
const FIRST_VIEW_BYTES_MAX = 60_000;

Deno.test("bundleScripts() keeps every island, with all that it imports, within 60 kB of gzip", async () => {
  const { files, imports } = await bundleScripts(ROOT);
  const sizes = new Map(files.map((file) => [file.path, gzipSync(file.bytes).byteLength]));
  for (const island of files.filter((file) => file.name?.startsWith("islands/"))) {
    const loaded = [island.path, ...imports[island.name ?? ""] ?? []];
    const bytes = loaded.reduce((sum, path) => sum + (sizes.get(path) ?? NaN), 0);
    assert.ok(bytes <= FIRST_VIEW_BYTES_MAX, `${island.name} loads ${bytes} bytes`);
  }
});

Deno.test("bundleStyles() resolves every token and leaves nothing to be imported", async () => {
  const { bytes } = await bundleStyles(ROOT);
  const css = new TextDecoder().decode(bytes);
  assert.doesNotMatch(css, /@import/);
  const defined = new Set([...css.matchAll(/(--[\w-]+):/g)].map((match) => match[1]));
  for (const [, name] of css.matchAll(/var\((--[\w-]+)/g)) {
    assert.ok(defined.has(name), `${name} is used and not defined`);
  }
});
