import * as auth from "@maru/auth";
import * as pki from "@maru/pki";
import assert from "node:assert/strict";
import { wholeSite } from "../areas.ts";
import { registerErrors } from "../errors/catalogue.ts";
import { commonErrors } from "../errors/common.ts";

const catalogue = registerErrors(commonErrors, ...wholeSite.errors);

/** Whatever is thrown at a person; the console alone makes accounts, and nothing but tools time stamps. */
const ELSEWHERE = new Set(["LoginIdTakenError"]);

Deno.test("every error class of logins and certificates has its own words and next step", () => {
  const classes = Object.entries({ ...auth, ...pki }).filter(([name, value]) =>
    name.endsWith("Error") && typeof value === "function" && !ELSEWHERE.has(name)
  ).map(([name]) => name);
  assert.ok(classes.length > 30, `${classes.length}`);
  const known = new Set(catalogue.entries.map(({ error }) => error));
  assert.deepEqual(classes.filter((name) => !known.has(name)), []);
});

Deno.test("what a certificate can fail by is told apart by code and by sentence", () => {
  const entries = catalogue.entries.filter(({ code }) =>
    /^(CERT|LOGIN-[123]|CLOUD|TRANSFER)/.test(code)
  );
  assert.equal(new Set(entries.map(({ code }) => code)).size, entries.length);
  assert.equal(new Set(entries.map(({ title }) => title)).size, entries.length);
});

Deno.test("dates and fitting types of the error are told", () => {
  const expired = new pki.CertificateExpiredError(new Date("2026-10-20T15:00:00Z"));
  assert.match(catalogue.tell(expired).next, /^2026\.10\.21에 만료/);
  const wrongType = new auth.CertificateTypeError("corporation", ["1.2"], ["individual"]);
  assert.match(catalogue.tell(wrongType).next, /이 인증서는 개인에 쓸 수 있습니다/);
  const input = new auth.LoginInputError("phone", "invalid");
  assert.match(catalogue.tell(input).next, /휴대폰 번호/);
});
