import assert from "node:assert/strict";
import { type Entry, ENTRY_COUNT_MAX, FOLDER_DEPTH_MAX, walk } from "./folder_walk.ts";

function file(name: string): Entry {
  return { kind: "file", name, file: () => Promise.resolve(new File(["x"], name)) };
}

function folder(name: string, entries: Iterable<Entry>): Entry {
  return {
    kind: "folder",
    name,
    async *entries() {
      yield* entries;
    },
  };
}

/** `depth` folders, one in the other, the innermost with a pair. */
function nested(depth: number): Entry {
  return depth === 0 ? file("signCert.der") : folder(`d${depth}`, [nested(depth - 1)]);
}

Deno.test("walk() finds the files of an NPKI folder with their paths", async () => {
  const files = await walk([
    folder("NPKI", [
      folder("yessign", [
        folder("USER", [folder("cn=갑", [file("signCert.der"), file("읽기.txt")])]),
      ]),
      folder("KICA", [folder("USER", [folder("cn=을", [file("signPri.key")])])]),
    ]),
  ]);
  assert.deepEqual(files.map(({ path }) => path), [
    "NPKI/yessign/USER/cn=갑/signCert.der",
    "NPKI/KICA/USER/cn=을/signPri.key",
  ]);
});

Deno.test("walk() goes no deeper than its limit", async () => {
  assert.equal((await walk([nested(FOLDER_DEPTH_MAX)])).length, 1);
  assert.equal((await walk([nested(FOLDER_DEPTH_MAX + 1)])).length, 0);
});

Deno.test("walk() stops after so many entries, even in a folder without end", async () => {
  let madeCount = 0;
  function* endless(): Generator<Entry> {
    for (;;) yield (madeCount++, file("signCert.der"));
  }
  const files = await walk([folder("NPKI", endless())]);
  assert.ok(files.length <= ENTRY_COUNT_MAX);
  assert.ok(madeCount <= ENTRY_COUNT_MAX + 1);
});
