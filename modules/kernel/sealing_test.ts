import assert from "node:assert/strict";
import { createDecipheriv, createHmac } from "node:crypto";
import fc from "fast-check";
import { createSealing, type SealContext, SealingError } from "./sealing.ts";

const OLD = { id: "2025", key: new Uint8Array(32).fill(1) };
const NEW = { id: "2026", key: new Uint8Array(32).fill(2) };
const INDEX_KEY = new Uint8Array(32).fill(3);
const PLACE: SealContext = { table: "auth.person", column: "phone", row: "0190" };

const sealing = createSealing({ sealingKeys: [NEW, OLD], indexKey: INDEX_KEY });

Deno.test("open() gives back every text that seal() sealed", async () => {
  await fc.assert(fc.asyncProperty(fc.string({ unit: "grapheme" }), async (plain) => {
    assert.equal(await sealing.open(PLACE, await sealing.seal(PLACE, plain)), plain);
  }));
  const marked = "\ufeff123";
  assert.equal(await sealing.open(PLACE, await sealing.seal(PLACE, marked)), marked);
});

Deno.test("openBytes() gives back every content that sealBytes() sealed", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (plain) => {
    const opened = await sealing.openBytes(PLACE, await sealing.sealBytes(PLACE, plain));
    assert.deepEqual([...opened], [...plain]);
  }));
});

Deno.test("sealBytes() and openBytes() take a document of 20 MB", async () => {
  const plain = new Uint8Array(20_000_000).fill(7);
  const opened = await sealing.openBytes(PLACE, await sealing.sealBytes(PLACE, plain));
  assert.equal(opened.length, plain.length);
  assert.ok(opened.every((byte) => byte === 7));
});

Deno.test("seal() writes v1.key.iv.ciphertext in AES-256-GCM, bound to the place", async () => {
  const sealed = await sealing.seal(PLACE, "010-1234-5678");
  const [version, keyId, iv = "", body = ""] = sealed.split(".");
  assert.deepEqual([version, keyId], ["v1", "2026"]);
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", NEW.key, Buffer.from(iv, "base64url"));
  decipher.setAAD(Buffer.from('["auth.person","phone","0190"]'));
  decipher.setAuthTag(bytes.subarray(-16));
  assert.equal(decipher.update(bytes.subarray(0, -16)) + decipher.final("utf8"), "010-1234-5678");
  assert.notEqual(await sealing.seal(PLACE, "010-1234-5678"), sealed, "each with an iv of its own");
});

Deno.test("open() takes what an older key sealed, and not what an unknown one did", async () => {
  const before = createSealing({ sealingKeys: [OLD], indexKey: INDEX_KEY });
  assert.equal(await sealing.open(PLACE, await before.seal(PLACE, "값")), "값");
  const sealed = await sealing.seal(PLACE, "값");
  await assert.rejects(before.open(PLACE, sealed), (error: Error) => {
    return error instanceof SealingError && error.message.includes('its key "2026"');
  });
  await assert.rejects(
    before.openBytes(PLACE, await sealing.sealBytes(PLACE, new Uint8Array(3))),
    SealingError,
  );
});

Deno.test("open() refuses a value moved to another row, column or table", async () => {
  const sealed = await sealing.seal(PLACE, "값");
  const sealedBytes = await sealing.sealBytes(PLACE, new Uint8Array(3));
  const others = [
    { ...PLACE, row: "0191" },
    { ...PLACE, column: "name" },
    { ...PLACE, table: "auth.staff" },
    { table: "auth", column: "person.phone", row: "0190" },
  ];
  for (const other of others) {
    await assert.rejects(sealing.open(other, sealed), SealingError);
    await assert.rejects(sealing.openBytes(other, sealedBytes), SealingError);
  }
});

Deno.test("open() refuses a text in which any one character was changed", async () => {
  const sealed = await sealing.seal(PLACE, "홍길동");
  const position = fc.integer({ min: 0, max: sealed.length - 1 });
  await fc.assert(fc.asyncProperty(position, fc.constantFrom(..."Ab9_-.="), async (at, letter) => {
    fc.pre(sealed[at] !== letter);
    const damaged = sealed.slice(0, at) + letter + sealed.slice(at + 1);
    await assert.rejects(sealing.open(PLACE, damaged), SealingError);
  }));
});

Deno.test("open() takes one spelling of a value alone", async () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  // With a tag of 16 bytes, 2 or 4 bits of the last letter stand for nothing.
  for (const plain of ["1", "123"]) {
    const text = await sealing.seal(PLACE, plain);
    const opening = [...letters].filter((letter) => letter !== text.at(-1))
      .map((letter) => sealing.open(PLACE, text.slice(0, -1) + letter));
    for (const { status } of await Promise.allSettled(opening)) assert.equal(status, "rejected");
  }
});

Deno.test("openBytes() refuses bytes that were changed or cut anywhere", async () => {
  const sealed = await sealing.sealBytes(PLACE, new Uint8Array(20));
  for (let at = 0; at < sealed.length; at++) {
    const damaged = Uint8Array.from(sealed, (byte, index) => index === at ? byte ^ 1 : byte);
    await assert.rejects(sealing.openBytes(PLACE, damaged), SealingError, `byte ${at}`);
    await assert.rejects(sealing.openBytes(PLACE, sealed.slice(0, at)), SealingError, `cut ${at}`);
  }
});

Deno.test("open() refuses texts of other forms without telling the content", async () => {
  for (const text of ["", "v1", "v2.2026.AAAA.AAAA", "v1.2026..", "v1.2026.AAAA.AAAA.AAAA"]) {
    await assert.rejects(sealing.open(PLACE, text), SealingError, text);
  }
});

Deno.test("blindIndex() is HMAC-SHA-256 and differs by purpose", async () => {
  const index = await sealing.blindIndex("phone", "01012345678");
  const expected = createHmac("sha256", INDEX_KEY).update("5:phone:01012345678");
  assert.equal(index, expected.digest("base64url"));
  assert.equal(await sealing.blindIndex("phone", "01012345678"), index);
  assert.notEqual(await sealing.blindIndex("staff", "01012345678"), index);
  assert.notEqual(await sealing.blindIndex("phone:0", "1012345678"), index);
});

Deno.test("createSealing() refuses to work without a key", () => {
  assert.throws(() => createSealing({ sealingKeys: [], indexKey: INDEX_KEY }), RangeError);
});
