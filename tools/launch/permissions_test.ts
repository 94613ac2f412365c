import assert from "node:assert/strict";
import { appFlags } from "./permissions.ts";

const config = new URL("../../deno.json", import.meta.url);

Deno.test("the app may run the parser of uploads alone, in start as in serve", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(config));
  const runs = (flags: readonly string[]) =>
    flags.filter((flag) => /allow-run|allow-all|^-A$/.test(flag));
  const [, serve = ""] = String(tasks.serve).split("&&");
  assert.deepEqual(runs(serve.split(/\s+/)), ["--allow-run=./bin/parse"]);
  assert.deepEqual(runs(appFlags("./data")), ["--allow-run=./bin/parse"]);
});

Deno.test("bin/parse is there and may be run", async () => {
  const { mode } = await Deno.stat(new URL("../../bin/parse", import.meta.url));
  assert.equal((mode ?? 0) & 0o111, 0o111);
});
