import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import { FAILURES } from "../../failures.ts";
import { tables } from "../../tables.ts";
import { classOf } from "./error_classes.ts";

Deno.test("classOf() takes the product's own row, then any product's, then the longest prefix", () => {
  const rows = [
    { product: "", code: "CF-*", failure_class: "transient" },
    { product: "", code: "CF-127*", failure_class: "agencyDown" },
    { product: "", code: "CF-12701", failure_class: "ourFault" },
    { product: "/v1/a", code: "CF-12701", failure_class: "extraAuthenticationExpired" },
  ] as const;
  const classes = [
    ["CF-12701", "/v1/a"],
    ["CF-12701", "/v1/b"],
    ["CF-12799", "/v1/a"],
    ["CF-99999", "/v1/a"],
    ["XX-1", "/v1/a"],
  ].map(([code, product]) => classOf(rows, { code: code!, product: product! }));
  assert.deepEqual(classes, [
    "extraAuthenticationExpired",
    "ourFault",
    "agencyDown",
    "transient",
    "ourFault",
  ]);
});

Deno.test("every class of the error codes has its sentence and next step", async () => {
  await using test = await testKernel({ modules: ["kernel", "submission"] });
  const rows = await tables(test.kernel.database.db).selectFrom("error_code").selectAll().execute();
  assert.ok(rows.length > 40);
  for (const { code, failure_class: failureClass } of rows) {
    assert.ok(Object.hasOwn(FAILURES, failureClass), `${code} ${failureClass}`);
  }
  for (const { text, nextStep } of Object.values(FAILURES)) {
    assert.match(text, /(다|오류입니다)\.$/);
    assert.match(nextStep, /(오|다)\.$/);
  }
});
