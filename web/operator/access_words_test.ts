import assert from "node:assert/strict";
import { ACCESS_ACTIONS } from "./access_words.ts";
import { QUEUE_WORDS } from "./queue_words.ts";

const MODULES = new URL("../../modules/", import.meta.url);
const ACTION = /\baction: (?:[^",\n]+ \? )?"([a-z]\w*(?:\.\w+)+)"(?: : "([a-z]\w*(?:\.\w+)+)")?/g;
const FACTOR_ACTIONS = /`secondFactor\.\$\{action\}`/;

Deno.test("ACCESS_ACTIONS has a word for every action that is recorded, and no other", async () => {
  const recorded = new Set<string>();
  for await (const text of sources(MODULES)) {
    for (const [, one, other] of text.matchAll(ACTION)) {
      for (const action of [one, other]) if (action !== undefined) recorded.add(action);
    }
    if (FACTOR_ACTIONS.test(text)) {
      const union = /readonly action: ((?:"\w+"(?: \| )?)+);/.exec(text)?.[1] ?? "";
      for (const [, action] of union.matchAll(/"(\w+)"/g)) recorded.add(`secondFactor.${action}`);
    }
  }
  assert.deepEqual([...recorded].sort(), Object.keys(ACCESS_ACTIONS).sort());
});

Deno.test("QUEUE_WORDS has a word for every queue that is defined, and no other", async () => {
  const defined = new Set<string>();
  for await (const text of sources(MODULES)) {
    for (const [, queue] of text.matchAll(/const (?:\w+_)?QUEUE = "([\w.]+)"/g)) {
      // What died lies on a page of its own.
      if (queue !== undefined && queue !== "dead_letter") defined.add(queue);
    }
  }
  assert.deepEqual([...defined].sort(), Object.keys(QUEUE_WORDS).sort());
});

async function* sources(folder: URL): AsyncIterable<string> {
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory && entry.name !== "node_modules") {
      yield* sources(new URL(`${entry.name}/`, folder));
    } else if (entry.name.endsWith(".ts") && !entry.name.endsWith("_test.ts")) {
      yield await Deno.readTextFile(new URL(entry.name, folder));
    }
  }
}
