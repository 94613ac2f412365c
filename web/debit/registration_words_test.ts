import assert from "node:assert/strict";
import { registrationCaution, registrationRule } from "./registration_words.ts";

const bank = (name: string, requiresRegistration: boolean) => ({
  code: "000",
  name,
  requiresRegistration,
});
const BANKS = [bank("국민은행", true), bank("신한은행", false), bank("새마을금고", true)];

Deno.test("registrationRule() names the banks that want a registration, and what none debits", () => {
  assert.equal(
    registrationRule({ rails: ["directLine"], banks: BANKS }),
    "국민은행, 새마을금고 계좌는 출금일 2영업일 전까지 완료되어야 의뢰됩니다. " +
      "미완료이거나 해지된 계좌는 은행과 관계없이 의뢰되지 않습니다",
  );
  assert.equal(
    registrationRule({ rails: ["directLine"], banks: [] }),
    "미완료이거나 해지된 계좌는 은행과 관계없이 의뢰되지 않습니다",
  );
});

Deno.test("registrationRule() at the clearing house wants every account's registration", () => {
  assert.equal(
    registrationRule({ rails: ["clearingHouse"], banks: BANKS }),
    "출금일 2영업일 전까지 완료되어야 의뢰됩니다",
  );
  assert.match(
    registrationRule({ rails: ["directLine", "clearingHouse"], banks: BANKS }),
    /^금융결제원 계약, 국민은행, 새마을금고 계좌는 /,
  );
});

Deno.test("registrationCaution() says the same above the button", () => {
  assert.match(registrationCaution("clearingHouse"), /^계좌신청이 완료되지 않은 고객은/);
  assert.match(registrationCaution("directLine"), /미완료이거나 해지된 고객/);
});
