import assert from "node:assert/strict";
import fc from "fast-check";
import { RecordCutter } from "./record_cutter.ts";
import { chunkLengths, inChunks, joined } from "./testing_values.ts";

Deno.test("RecordCutter gives whole records in their order, wherever the chunks end", async () => {
  const bytes = fc.uint8Array({ maxLength: 2000 });
  const size = fc.integer({ min: 1, max: 200 });
  await fc.assert(fc.asyncProperty(bytes, size, chunkLengths, async (all, recordBytes, cuts) => {
    const cutter = new RecordCutter(recordBytes);
    const runs: Uint8Array[] = [];
    for await (const chunk of inChunks(all, cuts)) {
      for (const run of cutter.cut(chunk)) {
        assert.equal(run.length % recordBytes, 0);
        runs.push(run.slice());
      }
    }
    const wholeBytes = all.length - all.length % recordBytes;
    assert.deepEqual(joined(runs), new Uint8Array(all.subarray(0, wholeBytes)));
    assert.equal(cutter.carriedBytes, all.length - wholeBytes);
  }));
});
