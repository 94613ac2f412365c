import assert from "node:assert/strict";
import { findTerms, terms, TERMS_KINDS, versionsOf } from "./terms.ts";

Deno.test("findTerms() gives the newest version of a kind, a named one, and nothing else", () => {
  for (const kind of TERMS_KINDS) {
    const newest = findTerms(kind, undefined);
    assert.equal(newest?.kind, kind);
    assert.deepEqual(findTerms(kind, newest?.version), newest);
    assert.equal(findTerms(kind, "1999-01-01"), undefined);
  }
  assert.equal(findTerms("other", undefined), undefined);
});

Deno.test("terms stand newest first, each version once", () => {
  for (const kind of TERMS_KINDS) {
    const versions = versionsOf(kind).map((each) => each.version);
    assert.deepEqual(versions, [...new Set(versions)].sort().reverse());
  }
  assert.ok(terms.every((each) => /^\d{4}-\d{2}-\d{2}$/.test(each.version)));
});
