import assert from "node:assert/strict";
import fc from "fast-check";
import { eucKrByteCount, transliterateToEucKr } from "./euc_kr.ts";
import { CharactersOutsideEucKrError } from "./euc_kr.ts";
import { advertisingAllowedFrom } from "./quiet_hours.ts";
import { fillTemplate, variablesOf } from "./template_text.ts";
import { textChannelOf, TextTooLongError } from "./text_channel.ts";

Deno.test("eucKrByteCount() counts as carriers do", () => {
  assert.equal(eucKrByteCount("ABC 123"), 7);
  assert.equal(eucKrByteCount("가나다"), 6);
  assert.equal(eucKrByteCount("똠방각하 ㈜①"), 13);
  assert.throws(() => eucKrByteCount("é🎉"), CharactersOutsideEucKrError);
});

Deno.test("eucKrByteCount() agrees with the platform's own decoder", () => {
  const decoder = new TextDecoder("euc-kr", { fatal: true });
  const pair = fc.tuple(fc.integer({ min: 0xb0, max: 0xc8 }), fc.integer({ min: 0xa1, max: 0xfe }));
  fc.assert(fc.property(fc.array(pair, { maxLength: 40 }), (pairs) => {
    const bytes = Uint8Array.from(pairs.flat());
    assert.equal(eucKrByteCount(decoder.decode(bytes)), bytes.length);
  }));
});

Deno.test("transliterateToEucKr() replaces accents and signs, and leaves Hangul alone", () => {
  assert.equal(transliterateToEucKr("Café – 10©"), "Cafe - 10(c)");
  assert.equal(transliterateToEucKr("한글".normalize("NFD")), "한글");
});

Deno.test("textChannelOf() knows the borders of SMS and LMS", () => {
  assert.equal(textChannelOf("가".repeat(45)), "sms");
  assert.equal(textChannelOf("가".repeat(45) + "."), "lms");
  assert.equal(textChannelOf("가".repeat(1_000)), "lms");
  assert.throws(() => textChannelOf("가".repeat(1_000) + "."), TextTooLongError);
});

Deno.test("fillTemplate() never fills what a value brings along", () => {
  const template = { code: "t", text: "#{a} #{b} #{a}" };
  assert.deepEqual(variablesOf(template.text), ["a", "b"]);
  assert.equal(fillTemplate(template, { a: "#{b}", b: "$&" }), "#{b} $& #{b}");
});

Deno.test("advertisingAllowedFrom() keeps 21:00–08:00 in Seoul quiet", () => {
  const cases = [
    ["2026-11-20T11:59:59.999Z", "2026-11-20T11:59:59.999Z"],
    ["2026-11-20T12:00:00Z", "2026-11-20T23:00:00.000Z"],
    ["2026-11-20T15:30:00Z", "2026-11-20T23:00:00.000Z"],
    ["2026-11-20T22:59:59Z", "2026-11-20T23:00:00.000Z"],
    ["2026-11-20T23:00:00Z", "2026-11-20T23:00:00.000Z"],
  ] as const;
  for (const [now, allowed] of cases) {
    assert.equal(
      advertisingAllowedFrom(new Date(now)).toISOString(),
      new Date(allowed).toISOString(),
    );
  }
});
