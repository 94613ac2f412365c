import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import { documentText, loginText, parseLoginText } from "./signed_texts.ts";

const at = new Date("2026-11-20T03:00:00.000Z");
const fields = { origin: "https://maru.example", nonce: "abc", at };

Deno.test("parseLoginText() reads back what loginText() wrote", () => {
  const word = fc.stringMatching(/^[\x21-\x7e가-힣]{1,40}$/);
  fc.assert(fc.property(word, word, (origin, nonce) => {
    deepEqual(parseLoginText(loginText({ origin, nonce, at })), { origin, nonce, at });
  }));
});

Deno.test("parseLoginText() refuses anything that is not exactly a login text", () => {
  const text = loginText(fields);
  for (
    const other of [
      text + "\n",
      text.slice(0, -1),
      text.replaceAll("\n", "\r\n"),
      ` ${text}`,
      text.replace("LOGIN", "login"),
      text.replace("2026-11-20T03:00:00.000Z", "2026-11-20"),
      documentText({ ...fields, documentSha256: "0".repeat(64), title: "계약서" }),
      "",
    ]
  ) equal(parseLoginText(other), undefined, other);
});

Deno.test("login and document texts differ in their first line, and fields cannot forge lines", () => {
  const document = documentText({ ...fields, documentSha256: "0".repeat(64), title: "계약서" });
  equal(loginText(fields).split("\n")[0] === document.split("\n")[0], false);
  throws(() => loginText({ ...fields, nonce: "a\nat: now" }), TypeError);
  throws(() => loginText({ ...fields, origin: "" }), TypeError);
  throws(() => loginText({ ...fields, origin: "a\u2028b" }), TypeError);
  const forged = { ...fields, documentSha256: "0".repeat(64), title: "가\r나" };
  throws(() => documentText(forged), TypeError);
  throws(() => documentText({ ...forged, title: "가", documentSha256: "00" }), TypeError);
});
