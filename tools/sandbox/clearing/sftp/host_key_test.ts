import { match } from "node:assert/strict";
import { openHostKey } from "./host_key.ts";

const KEY_COUNT = 2_000;

Deno.test("openHostKey() makes a key that it can read, whatever bytes it begins with", async () => {
  const folder = await Deno.makeTempDir();
  try {
    for (let count = 0; count < KEY_COUNT; count++) {
      match(openHostKey(folder).fingerprint, /^SHA256:/);
      await Deno.remove(`${folder}/host-key`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
