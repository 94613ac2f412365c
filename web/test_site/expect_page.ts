import assert from "node:assert/strict";
import { pageFaults, type Visitor } from "../testing.ts";

/** Opens a page that must be there and obey the rules of all pages; answers its text. */
export async function expectPage(visitor: Visitor, path: string): Promise<string> {
  const response = await visitor.get(path);
  const text = await response.text();
  assert.equal(response.status, 200, `${path}: ${text.slice(0, 200)}`);
  assert.deepEqual(pageFaults(text), [], path);
  return text;
}
