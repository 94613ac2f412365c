import assert from "node:assert/strict";
import fc from "fast-check";
import { packColumn } from "./packed_column.ts";
import { createSealing } from "./sealing.ts";

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.stringMatching(/^[0-9]{10,16}$/),
);

Deno.test("blindIndexMany() gives what blindIndex() gives, for any key, purpose and text", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.string({ maxLength: 80 }),
      fc.array(anyText, { maxLength: 20 }),
      async (indexKey, purpose, texts) => {
        const sealing = createSealing({
          sealingKeys: [{ id: "test", key: new Uint8Array(32) }],
          indexKey,
        });
        const expected = await Promise.all(
          texts.map((text) => sealing.blindIndex(purpose, text)),
        );
        assert.deepEqual(await sealing.blindIndexMany(purpose, texts), expected);
        const values = packColumn(texts.map((text) => new TextEncoder().encode(text)));
        const { bytes, width } = sealing.blindIndexPacked(purpose, {
          rowCount: texts.length,
          values,
        });
        assert.equal(new TextDecoder().decode(bytes), expected.join(""));
        assert.equal(width, 43);
      },
    ),
  );
});

Deno.test("blindIndexMany() takes texts of each length around the hash's blocks", async () => {
  const sealing = createSealing({
    sealingKeys: [{ id: "test", key: new Uint8Array(32) }],
    indexKey: new Uint8Array(32),
  });
  for (let length = 0; length < 200; length++) {
    const text = "x".repeat(length);
    assert.deepEqual(await sealing.blindIndexMany("p", [text]), [
      await sealing.blindIndex("p", text),
    ]);
  }
});

Deno.test("blindIndexMany() takes a start in once, whatever its length", async () => {
  const sealing = createSealing({
    sealingKeys: [{ id: "test", key: new Uint8Array(32) }],
    indexKey: new Uint8Array(32),
  });
  for (let length = 0; length < 200; length++) {
    const start = "가".repeat(length % 7) + "s".repeat(length);
    const [empty, one, two] = await sealing.blindIndexMany("p", ["", "1", "22"], { start });
    assert.equal(empty, await sealing.blindIndex("p", start));
    assert.equal(one, await sealing.blindIndex("p", `${start}1`));
    assert.equal(two, await sealing.blindIndex("p", `${start}22`));
  }
});

Deno.test("blindIndexPacked() keeps null", () => {
  const sealing = createSealing({
    sealingKeys: [{ id: "test", key: new Uint8Array(32) }],
    indexKey: new Uint8Array(32),
  });
  const values = packColumn([new Uint8Array(3), new Uint8Array(3)]);
  values.lengths[0] = -1;
  const { lengths } = sealing.blindIndexPacked("p", { rowCount: 2, values });
  assert.deepEqual([...lengths], [-1, 43]);
});
