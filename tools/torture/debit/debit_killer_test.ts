import assert from "node:assert/strict";
import type { Step } from "../steps.ts";
import { armings } from "./debit_killer.ts";
import { DEBIT_STEPS } from "./debit_steps.ts";

const [FIRST, SECOND] = DEBIT_STEPS;

Deno.test("armings() waits for steps that were never struck first, and for them alone", () => {
  const [never] = armings((step) => step === FIRST || step === SECOND ? 0 : 1);
  assert.deepEqual(never?.steps, [FIRST, SECOND]);
});

Deno.test("armings() goes on to the rarer half, then to all, once each was struck", () => {
  const countOf = (step: Step) => DEBIT_STEPS.length - DEBIT_STEPS.findIndex((at) => at === step);
  const [rare, all, ...more] = armings(countOf);
  assert.deepEqual(more, []);
  assert.equal(rare?.steps.length, Math.ceil(DEBIT_STEPS.length / 2));
  assert.equal(rare?.steps[0], DEBIT_STEPS.at(-1));
  assert.equal(all?.steps.length, DEBIT_STEPS.length);
});
