import { ConfigError, kernelSettings, readConfig } from "@maru/kernel";
import assert from "node:assert/strict";
import { debitSettings } from "./settings.ts";

const groups = { kernel: kernelSettings, debit: debitSettings };
const KEY = "A".repeat(42) + "E=";
const SECRETS = { SEALING_KEYS: `a:${KEY}`, INDEX_KEY: KEY };

function problemOf(environment: Record<string, string>): string | undefined {
  try {
    readConfig({ ...SECRETS, ...environment }, groups);
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems.find(({ env }) => env === "SUPPLIER_BUSINESS_NUMBER")?.wanted;
  }
  return undefined;
}

Deno.test("production does not start without our own business number, and no process with a wrong one", () => {
  assert.equal(problemOf({}), undefined, "a demo has one of its own");
  assert.notEqual(problemOf({ MARU_ENV: "production" }), undefined);
  const wrong = { SUPPLIER_BUSINESS_NUMBER: "1208700003" };
  assert.match(problemOf(wrong) ?? "", /business number/);
  assert.match(problemOf({ ...wrong, MARU_ENV: "production" }) ?? "", /business number/);
  const right = { MARU_ENV: "production", SUPPLIER_BUSINESS_NUMBER: "120-87-00004" };
  assert.equal(problemOf(right), undefined);
  assert.equal(debitSettings.supplierBusinessNumber.parse("120-87-00004"), "1208700004");
});
