import assert from "node:assert/strict";
import type { DebitResultSummary, DebitResultTotals } from "./debit_types.ts";
import { type DebitReconciliation, reconcileDebitResult } from "./reconcile_debit_result.ts";
import { COLLECTING, DATE, INSTITUTION } from "./testing_values.ts";

const REQUEST: DebitReconciliation["request"] = {
  kind: "EB21",
  institutionCode: INSTITUTION,
  date: DATE,
  totals: {
    recordCount: 10,
    fullDebitCount: 8,
    fullDebitSumWon: 800_000n,
    partialDebitCount: 2,
    partialDebitSumWon: 200_000n,
  },
};
const TOTALS: DebitResultTotals = {
  recordCount: 3,
  fullFailureCount: 2,
  fullFailureSumWon: 150_000n,
  partialFailureCount: 1,
  partialFailureSumWon: 20_000n,
  centreErrorCount: 1,
  debitBankFeesWon: 0n,
  creditBankFeesWon: 0n,
};
const RESULT: DebitResultSummary = {
  kind: "EB22",
  institutionCode: INSTITUTION,
  date: DATE,
  ...COLLECTING,
  totals: TOTALS,
  countByCode: new Map([["0021", 3]]),
  lastSequence: 10,
};

Deno.test("reconcileDebitResult accepts a result that can answer the request", () => {
  reconcileDebitResult({ request: REQUEST, result: RESULT, centreErrorCount: 1 });
});

const UNRECONCILED: readonly (readonly [string, Partial<DebitResultSummary>, RegExp])[] = [
  ["of another rail", { kind: "EC22" }, /does not answer EB21/],
  ["of another day", { date: "2026-11-21" }, /of 2026-11-20/],
  ["of another institution", { institutionCode: "1" }, /institutions differ/],
  ["of more records", { totals: { ...TOTALS, recordCount: 11 } }, /11 of 10 debits/],
  ["of a record that was not sent", { lastSequence: 11 }, /record 11 of 10/],
  ["of more parts", { totals: { ...TOTALS, partialFailureCount: 3 } }, /3 of 2 debits/],
  [
    "of more money",
    { totals: { ...TOTALS, fullFailureSumWon: 980_001n } },
    /1000001 of 1000000 won/,
  ],
  ["of other errors of the centre", { totals: { ...TOTALS, centreErrorCount: 0 } }, /0 errors/],
];

for (const [what, change, message] of UNRECONCILED) {
  Deno.test(`reconcileDebitResult refuses a result ${what}`, () => {
    const result = { ...RESULT, ...change };
    assert.throws(
      () => reconcileDebitResult({ request: REQUEST, result, centreErrorCount: 1 }),
      { name: "UnreconciledResultError", message },
    );
  });
}
