import { equal, rejects } from "node:assert/strict";
import { openKeyFile } from "./key_file.ts";
import { openPfx } from "./pfx.ts";
import { hostile, password, refuseEverywhere } from "./testing_hostile.ts";

const GROWN_BYTES_MAX = 50 * 1_048_576;

Deno.test("every reader refuses hostile bytes", async () => {
  for (const [name, bytes] of Object.entries(hostile)) await refuseEverywhere(name, bytes);
});

Deno.test("memory stays where it was after hostile bytes, in a process of their own", async () => {
  const child = new URL("testing_hostile.ts", import.meta.url).pathname;
  const { stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--allow-read", "--allow-env", child],
  }).output();
  const grownBytes = Number(new TextDecoder().decode(stdout) || "none");
  equal(grownBytes < GROWN_BYTES_MAX, true, `${grownBytes} ${new TextDecoder().decode(stderr)}`);
});

Deno.test("hostile files are refused within a second", async () => {
  for (const [name, bytes] of Object.entries(hostile)) {
    if (name === "a PFX with a hundred bags") continue;
    const start = performance.now();
    await rejects(openKeyFile({ keyFile: bytes, password }), name);
    await rejects(openPfx({ pfx: bytes, password }), name);
    equal(performance.now() - start < 1000, true, name);
  }
});
