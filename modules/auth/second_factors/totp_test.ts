import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fromBase32,
  matchingStep,
  newTotpSecret,
  stepAt,
  toBase32,
  totpCode,
  totpUri,
} from "./totp.ts";

const RFC_SECRET = new TextEncoder().encode("12345678901234567890");

Deno.test("totpCode() gives the codes of RFC 6238 appendix B, their last six digits", () => {
  const vectors = [
    ["1970-01-01T00:00:59Z", "94287082"],
    ["2005-03-18T01:58:29Z", "07081804"],
    ["2005-03-18T01:58:31Z", "14050471"],
    ["2009-02-13T23:31:30Z", "89005924"],
    ["2033-05-18T03:33:20Z", "69279037"],
    ["2603-10-11T11:33:20Z", "65353130"],
  ] as const;
  for (const [at, code] of vectors) {
    const step = stepAt(new Date(at));
    assert.equal(totpCode({ secret: RFC_SECRET, step }), code.slice(-6), at);
  }
});

Deno.test("totpCode() gives the codes of RFC 4226 appendix D", () => {
  const codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583"];
  codes.push("399871", "520489");
  for (const [count, code] of codes.entries()) {
    assert.equal(totpCode({ secret: RFC_SECRET, step: BigInt(count) }), code);
  }
});

Deno.test("matchingStep() takes one step before and after, and no more", () => {
  const at = new Date("2026-11-20T05:03:10Z");
  const now = stepAt(at);
  for (let drift = -4n; drift <= 4n; drift++) {
    const code = totpCode({ secret: RFC_SECRET, step: now + drift });
    const found = matchingStep({ secret: RFC_SECRET, code, at });
    assert.equal(found, drift >= -1n && drift <= 1n ? now + drift : undefined, `at ${drift}`);
  }
  for (const code of ["", "12345", "1234567", "abcdef", "１２３４５６"]) {
    assert.equal(matchingStep({ secret: RFC_SECRET, code, at }), undefined, code);
  }
});

Deno.test("toBase32() writes RFC 4648 and fromBase32() reads it back, blanks and small letters too", () => {
  const written = [["f", "MY"], ["fo", "MZXQ"], ["foo", "MZXW6"], [
    "foobar",
    "MZXW6YTBOI",
  ]] as const;
  for (const [plain, text] of written) {
    assert.equal(toBase32(new TextEncoder().encode(plain)), text);
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
    const text = toBase32(bytes).toLowerCase().replaceAll(/(.{4})/g, "$1 ");
    assert.deepEqual(fromBase32(text), bytes);
  }));
  assert.throws(() => fromBase32("MZXW1"), RangeError);
});

Deno.test("totpUri() names house and account, and carries the secret", () => {
  const secret = newTotpSecret();
  const uri = new URL(totpUri({ secret, account: "04718293" }));
  assert.equal(uri.protocol, "otpauth:");
  assert.ok(uri.pathname.endsWith("Maru:04718293"));
  assert.deepEqual(fromBase32(uri.searchParams.get("secret") ?? ""), secret);
});
