import assert from "node:assert/strict";
import { isRecord } from "./browser_store.ts";
import { joinListed, type ListedCertificate, listFound, listStored } from "./listed.ts";

function pfx(id: string, byte: number): ListedCertificate {
  return { id, label: id, source: { kind: "pfx", pfx: Uint8Array.of(byte) } };
}

Deno.test("joinListed() shows a certificate that was found again only once, as the newer one", () => {
  const joined = joinListed([pfx("new", 1)], [pfx("old", 1), pfx("other", 2)]);
  assert.deepEqual(joined.map(({ id }) => id), ["new", "other"]);
});

Deno.test("listFound() lists a PFX closed, and counts what is no certificate", () => {
  const { listed, unreadableCount } = listFound([
    { label: "회사.pfx", files: { kind: "pfx", pfx: Uint8Array.of(1) } },
    { label: "x", files: { kind: "pair", certificate: Uint8Array.of(1), key: Uint8Array.of(2) } },
  ], "p");
  assert.deepEqual(listed.map(({ label, summary }) => [label, summary]), [["회사.pfx", undefined]]);
  assert.equal(unreadableCount, 1);
});

Deno.test("listStored() and isRecord() pass over what is no record of ours", () => {
  const record = {
    kind: "stored" as const,
    id: "a",
    certificate: Uint8Array.of(1),
    wrapped: Uint8Array.of(2),
  };
  assert.ok(isRecord(record));
  for (const other of [undefined, null, "a", {}, { ...record, wrapped: "x" }]) {
    assert.ok(!isRecord(other));
  }
  assert.deepEqual(listStored([record]), []);
});
