import assert from "node:assert/strict";
import type { FileKind } from "../file_types.ts";
import { compareFile } from "./compare_file.ts";
import type { PeerContent } from "./peer_records.ts";
import { hasPython, runPython } from "./python.ts";

const FILES_PER_KIND = 8;
const KINDS: readonly FileKind[] = [
  "EB11",
  "EB12",
  "EB13",
  "EB14",
  "EB21",
  "EB22",
  "EC21",
  "EC22",
  "EI13",
];

Deno.test({
  name: "we read every kind of file that Python writes at random, and write it again byte for byte",
  ignore: !hasPython,
  async fn() {
    const folder = await Deno.makeTempDir();
    const seed = crypto.getRandomValues(new Uint32Array(1))[0]!;
    try {
      await runPython("write_records.py", "random", `${seed}`, `${FILES_PER_KIND}`, folder);
      for (const kind of KINDS) {
        for (let number = 0; number < FILES_PER_KIND; number++) {
          const path = `${folder}/${kind}.${number}`;
          const bytes = Deno.readFileSync(path);
          const content: PeerContent = JSON.parse(Deno.readTextFileSync(`${path}.json`));
          await assert.doesNotReject(
            compareFile(kind, bytes, content),
            `${kind} number ${number} of seed ${seed}`,
          );
        }
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
