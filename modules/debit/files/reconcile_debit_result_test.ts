import assert from "node:assert/strict";
import type { DebitResultSummary, DebitResultTotals } from "./debit_types.ts";
import { type DebitReconciliation, reconcileDebitResult } from "./reconcile_debit_result.ts";
import { COLLECTING, DATE, INSTITUTION } from "./testing_values.ts";

const REQUEST: DebitReconciliation["request"] = {
  kind: "EB21",
  institutionCode: INSTITUTION,
  date: DATE,
  ...COLLECTING,
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

/** What differs, and the record, field and value that the error names. */
const UNRECONCILED: readonly (readonly [
  string,
  Partial<DebitResultSummary>,
  readonly [recordNumber: number, field: string, value: string | undefined],
])[] = [
  ["of another rail", { kind: "EC22" }, [0, "file", "EC221120"]],
  ["of another day", { date: "2026-11-21" }, [0, "date", "2026-11-21"]],
  ["of another institution", { institutionCode: "1" }, [0, "institutionCode", "1"]],
  ["for another bank", { collectingBank: "0049999" }, [0, "collectingBank", "0049999"]],
  [
    "for another account",
    { collectingAccount: "999999999999" },
    [0, "collectingAccount", undefined],
  ],
  ["of more records", { totals: { ...TOTALS, recordCount: 11 } }, [12, "recordCount", "11"]],
  ["of a record that was not sent", { lastSequence: 11 }, [3, "sequence", "11"]],
  [
    "of more parts",
    { totals: { ...TOTALS, partialFailureCount: 3 } },
    [4, "partialFailureCount", "3"],
  ],
  [
    "of more money",
    { totals: { ...TOTALS, fullFailureSumWon: 980_001n } },
    [4, "fullFailureSumWon", "980001"],
  ],
  [
    "of other errors of the centre",
    { totals: { ...TOTALS, centreErrorCount: 0 } },
    [4, "centreErrorCount", "0"],
  ],
];

for (const [what, change, [recordNumber, field, value]] of UNRECONCILED) {
  Deno.test(`reconcileDebitResult refuses a result ${what}`, () => {
    const result = { ...RESULT, ...change };
    assert.throws(
      () => reconcileDebitResult({ request: REQUEST, result, centreErrorCount: 1 }),
      { name: "UnreconciledResultError", recordNumber, field, value },
    );
  });
}
