import assert from "node:assert/strict";
import { isAboutSubject } from "./identity.ts";

Deno.test("isAboutSubject() compares the number that the data shows, masked or not", () => {
  const company = { businessNumber: "1248100998" };
  assert.ok(isAboutSubject({ resCompanyIdentityNo: "124-81-00998" }, company));
  assert.ok(!isAboutSubject({ resCompanyIdentityNo: "124-81-00999" }, company));
  const person = { residentNumber: "9003151234567" };
  assert.ok(isAboutSubject({ resUserIdentiyNo: "900315-1******" }, person));
  assert.ok(!isAboutSubject({ resUserIdentiyNo: "900316-1******" }, person));
});

Deno.test("isAboutSubject() lets data pass that names nobody", () => {
  assert.ok(isAboutSubject({}, { businessNumber: "1248100998" }));
  assert.ok(isAboutSubject({ resCompanyIdentityNo: "" }, { businessNumber: "1248100998" }));
});
