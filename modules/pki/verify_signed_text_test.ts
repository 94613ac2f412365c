import { deepEqual, equal, rejects } from "node:assert/strict";
import { utf8 } from "./bytes.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { generateRsaKeyPair, openedKeyOf } from "./issue.ts";
import { openPfx } from "./pfx.ts";
import { signText } from "./sign_text.ts";
import { documentText, loginText } from "./signed_texts.ts";
import { makeAuthority, makeUser, NOW } from "./testing_authority.ts";
import { openssl, testFile, testText } from "./testing_files.ts";
import { SignatureInvalidError, WeakKeyError } from "./verification_errors.ts";
import { verifySignedText } from "./verify_signed_text.ts";

const text = testText("samples/text");
const fields = { origin: "https://maru.example", nonce: "n-1", at: NOW };
const { certificate, key } = await openPfx({
  pfx: testFile("company/bank.pfx"),
  password: testText("company/password"),
});

Deno.test("verifySignedText() accepts what OpenSSL signed, by serial number and by key identifier", async () => {
  for (const name of ["good.cms", "keyid-sha512.cms"]) {
    const verified = await verifySignedText({ cms: testFile(`samples/${name}`), text });
    equal(verified.certificate.serialHex, certificate.serialHex);
    equal(verified.otherCertificates.length, 1);
    equal(verified.signedAt instanceof Date, true);
  }
});

Deno.test("verifySignedText() accepts what signText() made, and so does OpenSSL", async () => {
  const login = loginText(fields);
  const cms = await signText({ certificate, key, text: login, at: NOW });
  const verified = await verifySignedText({ cms, text: login });
  deepEqual(verified.certificate.der, certificate.der);
  deepEqual(verified.signedAt, NOW);
  const files = {
    cms,
    root: testFile("root.crt"),
    ca: testFile("ca.crt"),
    both: new Uint8Array([...testFile("root.crt"), ...testFile("ca.crt")]),
  };
  const args = ["cms", "-verify", "-binary", "-inform", "DER", "-in", "cms", "-CAfile", "both"];
  const peer = await openssl([...args, "-cades", "-purpose", "any"], files);
  if (!peer) return;
  equal(peer.code, 0, peer.text);
  deepEqual(new Uint8Array(peer.output), utf8(login));
});

Deno.test("verifySignedText() refuses another text, and a signature for a document as a login", async () => {
  const document = documentText({ ...fields, documentSha256: "ab".repeat(32), title: "계약서" });
  const cms = await signText({ certificate, key, text: document, at: NOW });
  await rejects(verifySignedText({ cms, text: loginText(fields) }), SignatureInvalidError);
  const login = await signText({ certificate, key, text: loginText(fields), at: NOW });
  const otherNonce = loginText({ ...fields, nonce: "n-2" });
  await rejects(verifySignedText({ cms: login, text: otherNonce }), SignatureInvalidError);
});

Deno.test("verifySignedText() refuses signatures without attributes, detached, by two, by PSS and SHA-1", async () => {
  for (const name of ["without-attributes", "detached", "two-signers"]) {
    const cms = testFile(`samples/${name}.cms`);
    await rejects(verifySignedText({ cms, text }), SignatureInvalidError, name);
  }
  for (const name of ["pss", "sha1"]) {
    const cms = testFile(`samples/${name}.cms`);
    await rejects(verifySignedText({ cms, text }), WeakKeyError, name);
  }
});

Deno.test("verifySignedText() refuses a signature whose certificate was exchanged", async () => {
  const ca = await makeAuthority();
  const honest = await makeUser(ca, { serialHex: "77" });
  const thief = await makeUser(ca, { serialHex: "77" });
  const cms = await signText({ ...thief, certificate: honest.certificate, text, at: NOW });
  await rejects(verifySignedText({ cms, text }), SignatureInvalidError);
  const mixed = await signText({ ...honest, text, at: NOW });
  const exchanged = replaceBytes(mixed, honest.certificate.der, thief.certificate.der);
  await rejects(verifySignedText({ cms: exchanged, text }), SignatureInvalidError);
});

Deno.test("verifySignedText() refuses another certificate of the same key, issuer and serial number", async () => {
  const ca = await makeAuthority();
  const first = await makeUser(ca, { serialHex: "77" });
  const { keyPair: { spki } } = first;
  const second = await makeUser(ca, { serialHex: "77", spki, policyOid: "1.2.410.200005.1.1.1" });
  const cms = await signText({ ...first, text, at: NOW });
  const exchanged = replaceBytes(cms, first.certificate.der, second.certificate.der);
  await rejects(
    verifySignedText({ cms: exchanged, text }),
    (error) => error instanceof SignatureInvalidError && error.reason.includes("certificate"),
  );
});

Deno.test("verifySignedText() refuses a text that was put in after signing", async () => {
  const cms = await signText({ certificate, key, text: "pay 1,000 won", at: NOW });
  const exchanged = replaceBytes(cms, utf8("pay 1,000 won"), utf8("pay 9,000 won"));
  await rejects(
    verifySignedText({ cms: exchanged, text: "pay 9,000 won" }),
    (error) => error instanceof SignatureInvalidError && error.reason.includes("digest"),
  );
});

Deno.test("verifySignedText() refuses every change of a byte in signature, attributes and content", async () => {
  const cms = await signText({ certificate, key, text, at: NOW });
  for (let back = 1; back < 560; back += 3) {
    const changed = cms.slice();
    changed[changed.length - back]! ^= 1;
    await rejects(verifySignedText({ cms: changed, text }));
  }
});

Deno.test("verifySignedText() refuses a 1024-bit signer, oversize and broken bytes", async () => {
  const ca = await makeAuthority();
  const keyPair = await generateRsaKeyPair(1024);
  const weak = await makeUser(ca, { spki: keyPair.spki });
  const signed = { certificate: weak.certificate, key: openedKeyOf(keyPair), text, at: NOW };
  await rejects(verifySignedText({ cms: await signText(signed), text }), WeakKeyError);
  const large = new Uint8Array(64 * 1024 + 1);
  await rejects(verifySignedText({ cms: large, text }), LimitExceededError);
  const cut = testFile("samples/good.cms").slice(0, 500);
  await rejects(verifySignedText({ cms: cut, text }), DamagedFileError);
});

/** Both have the same length, so that all lengths around them stay right. */
function replaceBytes(whole: Uint8Array, one: Uint8Array, other: Uint8Array): Uint8Array {
  equal(one.length, other.length);
  const start = whole.findIndex((_, index) =>
    one.every((byte, offset) => whole[index + offset] === byte)
  );
  equal(start >= 0, true);
  const changed = whole.slice();
  changed.set(other, start);
  return changed;
}
