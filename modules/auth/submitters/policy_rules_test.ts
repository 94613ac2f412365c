import assert from "node:assert/strict";
import { CERTIFICATE_POLICIES } from "@maru/pki";
import { testKernel } from "@maru/kernel/testing";
import fc from "fast-check";
import { tablesOf } from "../tables.ts";
import { matchesPattern } from "./policy_rules.ts";

Deno.test("matchesPattern() takes whole arcs and nothing that only starts alike", () => {
  const oid = fc.array(fc.nat(999), { minLength: 2, maxLength: 8 }).map((arcs) => arcs.join("."));
  fc.assert(fc.property(oid, fc.nat(999), fc.nat(999), (base, arc, digits) => {
    assert.ok(matchesPattern(base, base));
    assert.ok(matchesPattern(`${base}.${arc}`, `${base}.*`));
    assert.ok(!matchesPattern(base, `${base}.*`));
    assert.ok(!matchesPattern(`${base}${digits}`, `${base}.*`));
    assert.ok(!matchesPattern(`${base}${digits}`, base));
  }));
});

Deno.test("the seeded rules agree with the table of policies on persons and companies", async () => {
  await using test = await testKernel({ modules: ["kernel", "auth"] });
  const rules = await tablesOf(test.kernel.database.db).selectFrom("policy_rule").selectAll()
    .execute();
  assert.ok(rules.length > 50);
  const ofPersons = ["individual", "proprietorByRepresentative"];
  for (const { submitter_type, oid_pattern } of rules) {
    const policy = CERTIFICATE_POLICIES.find(({ oid }) => oid === oid_pattern);
    const kind = ofPersons.includes(submitter_type) ? "personal" : "corporate";
    assert.equal(policy?.kind, kind, `${submitter_type} ${oid_pattern}`);
  }
});
