import assert from "node:assert/strict";
import { createCipheriv, createHash } from "node:crypto";
import fc from "fast-check";
import { gcmKey } from "./gcm_key.ts";
import { gcmMany, newGcmBatch } from "./gcm_many.ts";
import { packColumn } from "./packed_column.ts";

interface Vector {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly plain: Uint8Array;
  readonly associated: Uint8Array;
}

const KEY = "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308";
const PLAIN = "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72" +
  "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
const SEALED = "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa" +
  "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";

/** Test cases 13 to 16 of McGrew and Viega, "The Galois/Counter Mode", as submitted to NIST. */
const CASES = [
  { key: "00".repeat(32), iv: "00".repeat(12), tag: "530f8afbc74536b9a963b4f1c4cb738b" },
  {
    key: "00".repeat(32),
    iv: "00".repeat(12),
    plain: "00".repeat(16),
    sealed: "cea7403d4d606b6e074ec5d3baf39d18",
    tag: "d0d1c8a799996bf0265b98b5d48ab919",
  },
  {
    key: KEY,
    iv: "cafebabefacedbaddecaf888",
    plain: PLAIN,
    sealed: SEALED,
    tag: "b094dac5d93471bdec1a502270e3cc6c",
  },
  {
    key: KEY,
    iv: "cafebabefacedbaddecaf888",
    plain: PLAIN.slice(0, 120),
    associated: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
    sealed: SEALED.slice(0, 120),
    tag: "76fc6ece0f4e1768cddf8853bb2d551b",
  },
];

/** Seals one text by `gcmMany`, with whatever associated data. */
function sealOne({ key, iv, plain, associated }: Vector): { sealed: Uint8Array; tag: Uint8Array } {
  const batch = newGcmBatch();
  batch.count = 1;
  batch.lengths[0] = plain.length;
  batch.targets[0] = iv.length;
  const to = new Uint8Array(iv.length + plain.length);
  to.set(iv);
  const rows = packColumn([new Uint8Array()]);
  const place = {
    state: new Int32Array(4),
    blocks: () => blocksOf(associated, to.subarray(iv.length)),
  };
  gcmMany(gcmKey(key), { batch, from: plain, to, isSealing: true, place, rows });
  const tag = new DataView(new ArrayBuffer(16));
  for (let word = 0; word < 4; word++) tag.setInt32(word * 4, batch.tags[word]!);
  return { sealed: to.slice(iv.length), tag: new Uint8Array(tag.buffer) };
}

function blocksOf(associated: Uint8Array, sealed: Uint8Array) {
  const pad = (length: number) => Math.ceil(length / 16) * 16;
  const bytes = new Uint8Array(pad(associated.length) + pad(sealed.length) + 16);
  bytes.set(associated);
  bytes.set(sealed, pad(associated.length));
  const view = new DataView(bytes.buffer);
  view.setInt32(bytes.length - 12, associated.length * 8);
  view.setInt32(bytes.length - 4, sealed.length * 8);
  return { view, start: 0, count: bytes.length / 16 };
}

Deno.test("gcmMany() agrees with the published vectors of AES-256-GCM", () => {
  for (const { key, iv, plain = "", associated = "", sealed = "", tag } of CASES) {
    const made = sealOne({
      key: Uint8Array.fromHex(key),
      iv: Uint8Array.fromHex(iv),
      plain: Uint8Array.fromHex(plain),
      associated: Uint8Array.fromHex(associated),
    });
    assert.equal(made.sealed.toHex(), sealed);
    assert.equal(made.tag.toHex(), tag);
  }
});

Deno.test("gcmMany() agrees with the runtime's own cipher on any key, text and data", () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  fc.assert(fc.property(
    fc.record({
      key: bytes(32),
      iv: bytes(12),
      plain: fc.uint8Array({ maxLength: 100 }),
      associated: fc.uint8Array({ maxLength: 100 }),
    }),
    (vector) => {
      const cipher = createCipheriv("aes-256-gcm", vector.key, vector.iv);
      cipher.setAAD(vector.associated);
      const sealed = new Uint8Array([...cipher.update(vector.plain), ...cipher.final()]);
      const made = sealOne(vector);
      assert.equal(made.sealed.toHex(), sealed.toHex());
      assert.equal(made.tag.toHex(), new Uint8Array(cipher.getAuthTag()).toHex());
    },
  ));
});

Deno.test("gcmMany() agrees with the runtime's own cipher on a text of many blocks", () => {
  const seed = createHash("sha256").update("many blocks").digest();
  const vector = {
    key: new Uint8Array(seed),
    iv: new Uint8Array(seed.subarray(0, 12)),
    plain: crypto.getRandomValues(new Uint8Array(65_536)),
    associated: new Uint8Array(),
  };
  const cipher = createCipheriv("aes-256-gcm", vector.key, vector.iv);
  assert.deepEqual(sealOne(vector).sealed, new Uint8Array(cipher.update(vector.plain)));
  cipher.final();
  assert.deepEqual(sealOne(vector).tag, new Uint8Array(cipher.getAuthTag()));
});
