import { deepEqual, equal, notEqual, rejects } from "node:assert/strict";
import fc from "fast-check";
import { utf8 } from "./bytes.ts";
import { DamagedFileError, SealBrokenError, WrongPasswordError } from "./errors.ts";
import { generateSealKeyPair, openSealed } from "./open_sealed.ts";
import { unwrapWithPassword, wrapWithPassword } from "./password_wrap.ts";
import { sealTo } from "./seal_to.ts";
import { newTransferCode, parseTransferCode } from "./transfer_code.ts";
import { unwrapFromTransfer, wrapForTransfer } from "./transfer_code.ts";

const { publicJwk, privateJwk } = await generateSealKeyPair();
const binding = { purpose: "login-r", context: "nonce-1" };
const opener = { ...binding, privateKey: () => privateJwk };
const recipient = { ...binding, publicJwk, keyId: "2026-11" };

Deno.test("openSealed() opens what sealTo() sealed, whatever the bytes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const sealed = await sealTo(recipient, bytes);
      deepEqual(await openSealed(opener, sealed), Uint8Array.from(bytes));
    }),
    { numRuns: 30 },
  );
});

Deno.test("openSealed() takes the key by its id, as a CryptoKey too", async () => {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", privateJwk, curve, false, ["deriveBits"]);
  const asked: string[] = [];
  const privateKey = (keyId: string) => {
    asked.push(keyId);
    return key;
  };
  const sealed = await sealTo(recipient, utf8("R"));
  deepEqual(await openSealed({ ...binding, privateKey }, sealed), utf8("R"));
  deepEqual(asked, ["2026-11"]);
});

Deno.test("openSealed() refuses another purpose, context, key and every changed character", async () => {
  const sealed = await sealTo(recipient, utf8("R"));
  const other = await generateSealKeyPair();
  const openers = [
    { ...opener, purpose: "handover" },
    { ...opener, context: "nonce-2" },
    { ...opener, privateKey: () => other.privateJwk },
    { ...opener, privateKey: () => undefined },
  ];
  for (const wrong of openers) await rejects(openSealed(wrong, sealed), SealBrokenError);
  for (let index = 0; index < sealed.length; index += 5) {
    const character = sealed[index] === "A" ? "B" : "A";
    const changed = sealed.slice(0, index) + character + sealed.slice(index + 1);
    await rejects(openSealed(opener, changed), SealBrokenError);
  }
  for (const text of ["", "ms1", "ms1.a.b.c.d", "x".repeat(2_000_000)]) {
    await rejects(openSealed(opener, text), SealBrokenError);
  }
});

Deno.test("sealTo() never gives the same text twice", async () => {
  notEqual(await sealTo(recipient, utf8("R")), await sealTo(recipient, utf8("R")));
});

Deno.test("unwrapWithPassword() opens what wrapWithPassword() wrapped and refuses all else", async () => {
  const wrapped = await wrapWithPassword("비밀번호", utf8("key"));
  deepEqual(await unwrapWithPassword("비밀번호", wrapped), utf8("key"));
  await rejects(unwrapWithPassword("other", wrapped), WrongPasswordError);
  const changed = wrapped.slice();
  changed[6]! ^= 1;
  await rejects(unwrapWithPassword("비밀번호", changed), WrongPasswordError);
  await rejects(unwrapWithPassword("비밀번호", utf8("MPW1")), DamagedFileError);
  await rejects(unwrapWithPassword("비밀번호", utf8("x".repeat(50))), DamagedFileError);
});

Deno.test("parseTransferCode() reads a code however a person types it", () => {
  const made = newTransferCode();
  equal(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/.test(made.code), true);
  equal(made.lookup + made.secret, made.code.replaceAll("-", ""));
  deepEqual(parseTransferCode(made.code), made);
  deepEqual(parseTransferCode(` ${made.code.toLowerCase().replaceAll("-", " ")} `), made);
  equal(parseTransferCode("oOiI-lL11-2345-6789")?.code, "0011-1111-2345-6789");
  equal(parseTransferCode("0011-1111-2345-678"), undefined);
  equal(parseTransferCode("0011-1111-2345-678U"), undefined);
});

Deno.test("unwrapFromTransfer() needs the secret half of the code", async () => {
  const { secret, lookup } = newTransferCode();
  const wrapped = await wrapForTransfer(secret, utf8("bundle"));
  deepEqual(await unwrapFromTransfer(secret, wrapped), utf8("bundle"));
  await rejects(unwrapFromTransfer(lookup, wrapped), WrongPasswordError);
  await rejects(unwrapWithPassword(secret, wrapped), WrongPasswordError);
});
