import assert from "node:assert/strict";
import fc from "fast-check";
import { PackedFilesError, packFiles, unpackFiles } from "./packed_files.ts";
import type { CertificateFiles } from "./source.ts";

const bytes = fc.uint8Array({ maxLength: 4_000 }).map((array) => new Uint8Array(array));
const files: fc.Arbitrary<CertificateFiles> = fc.oneof(
  fc.record({ kind: fc.constant("pair" as const), certificate: bytes, key: bytes }),
  fc.record({ kind: fc.constant("pfx" as const), pfx: bytes }),
);

Deno.test("unpackFiles() gives back what packFiles() packed", () => {
  fc.assert(fc.property(files, (one) => {
    assert.deepEqual(unpackFiles(packFiles(one)), { ...one });
  }));
});

Deno.test("unpackFiles() refuses whatever packFiles() did not make", () => {
  const texts = ["", "{}", "null", '{"version":2,"pfx":"AAAA"}', '{"version":1,"key":"AAAA"}'];
  for (const text of texts) {
    assert.throws(() => unpackFiles(new TextEncoder().encode(text)), PackedFilesError, text);
  }
});
