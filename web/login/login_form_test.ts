import assert from "node:assert/strict";
import { checkLoginForm, EMPTY_LOGIN_FORM, fieldsOf, type LoginForm } from "./login_form.ts";
import { choiceOf, submitterTypeOf, TYPE_RULES } from "./submitter_choice.ts";

const FILLED: LoginForm = {
  ...EMPTY_LOGIN_FORM,
  password: "secret",
  businessNumber: "124-81-00998",
  residentNumber: "900315-1234567",
  manageNumber: "P12345",
  managePassword: "manage",
  submitterName: " 김하늘 ",
  phone: "010-1234-5678",
};
const ready = { hasCertificate: true, isCloud: false };

function fieldsAsked(change: Partial<LoginForm>, state = { ...ready, hasCertificate: false }) {
  return checkLoginForm({ ...EMPTY_LOGIN_FORM, ...change }, state).map(({ field }) => field);
}

Deno.test("checkLoginForm() asks each type for its own fields", () => {
  const common = ["certificate", "password"];
  const person = ["submitterName", "phone"];
  assert.deepEqual(fieldsAsked({ kind: "corporation" }), [...common, "businessNumber", ...person]);
  assert.deepEqual(fieldsAsked({ kind: "individual" }), [...common, "residentNumber", ...person]);
  assert.deepEqual(fieldsAsked({ kind: "proprietor" }), [
    ...common,
    "businessNumber",
    "residentNumber",
    ...person,
  ]);
  assert.deepEqual(fieldsAsked({ kind: "proprietor", proprietorCertificate: "business" }), [
    ...common,
    "businessNumber",
    ...person,
  ]);
  assert.deepEqual(fieldsAsked({ kind: "taxAgent" }), [
    ...common,
    "businessNumber",
    "manageNumber",
    "managePassword",
    ...person,
  ]);
});

Deno.test("checkLoginForm() asks neither file nor password of a cloud certificate", () => {
  assert.deepEqual(fieldsAsked({ kind: "individual" }, { hasCertificate: false, isCloud: true }), [
    "residentNumber",
    "submitterName",
    "phone",
  ]);
});

Deno.test("checkLoginForm() lets a filled form of every type pass", () => {
  for (const kind of ["corporation", "proprietor", "individual", "taxAgent"] as const) {
    assert.deepEqual(checkLoginForm({ ...FILLED, kind }, ready), []);
  }
});

Deno.test("fieldsOf() sends only what the type asks for, in digits", () => {
  assert.deepEqual(fieldsOf({ ...FILLED, kind: "corporation" }), {
    submitterType: "corporation",
    businessNumber: "1248100998",
    submitterName: "김하늘",
    phone: "01012345678",
  });
  assert.equal(fieldsOf({ ...FILLED, kind: "individual" }).businessNumber, undefined);
  assert.equal(fieldsOf({ ...FILLED, kind: "individual" }).residentNumber, "9003151234567");
});

Deno.test("choiceOf() and submitterTypeOf() undo each other", () => {
  for (const type of Object.keys(TYPE_RULES) as (keyof typeof TYPE_RULES)[]) {
    assert.equal(submitterTypeOf(choiceOf(type)), type);
  }
});
