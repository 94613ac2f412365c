import assert from "node:assert/strict";
import type { DebitHistory } from "./books.ts";
import { findDebitViolations } from "./debit_invariants.ts";
import type { BadAnswer } from "./weather.ts";

const LINE = "088 EB21 2026-12-15 1 10203040000000000001 50000";
const NAME = "088 EB21 2026-12-15";
const OUR_FILE = {
  id: "file-1",
  name: NAME,
  kind: "EB21",
  state: "resulted",
  recordCount: 2,
  byteCount: 600,
  appliedCount: 1,
  failedCount: 1,
};
const THEIR_FILE = { name: NAME, isTaken: true, recordCount: 2, byteCount: 600, errorCount: 0 };
const REFUSED = `${NAME} 2 10203040000000000002 0021`;
const PAYER = {
  payerNumber: "10203040000000000001",
  takenWon: 50_000n,
  cashWon: 0n,
  owedWonMax: 50_000n,
};
const CHARGE = { id: "c", amountWon: 50_000n, debitedWon: 50_000n, cashWon: 0n, collectedCount: 1 };
const MERCHANT = {
  id: "m",
  collectedWon: 50_000n,
  postedWon: 50_000n,
  payableWon: 49_725n,
  settledWon: 275n,
  drawnWon: 50_000n,
};

/** A file of two records: one was collected, one failed. */
const GOOD: DebitHistory = {
  taken: [LINE],
  collected: [LINE],
  takenWon: 50_000n,
  doubledPayers: [],
  payers: [PAYER],
  twiceInFileCount: 0,
  refused: [REFUSED],
  failed: [REFUSED],
  orders: [
    { id: "o1", state: "collected", code: "0000" },
    { id: "o2", state: "failed", code: "0021" },
  ],
  charges: [CHARGE],
  ourFiles: [OUR_FILE],
  theirFiles: [THEIR_FILE, { ...THEIR_FILE, isTaken: false }],
  unendedRegistrations: 0,
  debitedAfterEnd: [],
  merchants: [MERCHANT],
  transitWon: 0n,
};
const ALERTED: BadAnswer = {
  fileId: "file-1",
  fault: "truncated-result",
  alerts: ["resultTruncated"],
  state: "sent",
};

function rulesBrokenBy(change: Partial<DebitHistory>, badAnswers = [ALERTED]): string[] {
  const violations = findDebitViolations({ ...GOOD, ...change }, badAnswers);
  return [...new Set(violations.map(({ rule }) => rule))];
}

Deno.test("findDebitViolations() finds nothing in a history that is right", () => {
  assert.deepEqual(findDebitViolations(GOOD, [ALERTED]), []);
});

Deno.test("findDebitViolations() finds a debit without a mandate", () => {
  assert.deepEqual(rulesBrokenBy({ debitedAfterEnd: [`${LINE} after 0019`] }), [
    "an account whose mandate ended is debited no more",
  ]);
});

Deno.test("findDebitViolations() finds a difference between the banks' books and ours", () => {
  const rule = "what a bank took is collected here once, to the won";
  assert.deepEqual(rulesBrokenBy({ taken: [LINE, LINE] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ taken: [] }), [
    rule,
    "banks took money and refused some, so that there was something to hold",
  ]);
  assert.deepEqual(rulesBrokenBy({ collected: [] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ takenWon: 50_001n }), [rule]);
});

Deno.test("findDebitViolations() finds a charge that was paid twice", () => {
  const rule = "no payer is debited twice for a charge";
  assert.deepEqual(rulesBrokenBy({ charges: [{ ...CHARGE, collectedCount: 2 }] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ charges: [{ ...CHARGE, cashWon: 1n }] }), [rule]);
});

Deno.test("findDebitViolations() finds a payer from whom banks took twice, or more than he owes", () => {
  const rule =
    "by the banks' own books nobody is debited twice in a month, nor for more than is owed";
  assert.deepEqual(rulesBrokenBy({ doubledPayers: ["1 2 times in 2026-12"] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ payers: [{ ...PAYER, takenWon: 50_001n }] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ payers: [{ ...PAYER, cashWon: 1n }] }), [rule]);
});

Deno.test("findDebitViolations() finds a refusal that is lost, under another code, or made up", () => {
  const rule = "every refusal stands here under its bank's code, and no other";
  assert.deepEqual(rulesBrokenBy({ failed: [] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ failed: [REFUSED.replace("0021", "0012")] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ ourFiles: [{ ...OUR_FILE, failedCount: 2 }] }), [rule]);
  const centre = {
    ourFiles: [{ ...OUR_FILE, failedCount: 2 }, { ...OUR_FILE, id: "file-0", state: "rejected" }],
    theirFiles: [{ ...THEIR_FILE, errorCount: 1 }],
  };
  assert.deepEqual(rulesBrokenBy(centre), []);
});

Deno.test("findDebitViolations() finds a run in which there was nothing to hold", () => {
  const rule = "banks took money and refused some, so that there was something to hold";
  const nothing = { taken: [], collected: [], takenWon: 0n, payers: [], merchants: [] };
  assert.deepEqual(rulesBrokenBy(nothing), [rule]);
});

Deno.test("findDebitViolations() finds an order, an application or an answer that was lost", () => {
  const rule = "no result is lost";
  const orders = (state: string) => ({ orders: [{ id: "o1", state, code: null }] });
  assert.deepEqual(rulesBrokenBy(orders("sent")), [rule]);
  assert.deepEqual(rulesBrokenBy(orders("failed")), [rule]);
  assert.deepEqual(rulesBrokenBy({ unendedRegistrations: 1 }), [rule]);
  assert.deepEqual(rulesBrokenBy({ ourFiles: [{ ...OUR_FILE, appliedCount: 2 }] }), [rule]);
});

Deno.test("findDebitViolations() finds a file that is there twice, never, or otherwise", () => {
  const rule = "every file is there once, as it was built";
  assert.deepEqual(rulesBrokenBy({ theirFiles: [THEIR_FILE, THEIR_FILE] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ theirFiles: [] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ theirFiles: [{ ...THEIR_FILE, byteCount: 599 }] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ ourFiles: [{ ...OUR_FILE, state: "rejected" }] }), [rule]);
});

Deno.test("findDebitViolations() finds a file that is stuck", () => {
  const rule = "nothing is stuck between building and its answer";
  const ourFiles = [{ ...OUR_FILE, state: "sending" }];
  assert.deepEqual(rulesBrokenBy({ ourFiles, theirFiles: [] }), [rule]);
});

Deno.test("findDebitViolations() finds money that is not where it belongs", () => {
  const rule = "payable is collected less settled, and nothing is left on the way";
  assert.deepEqual(rulesBrokenBy({ transitWon: 1n }), [rule]);
  assert.deepEqual(rulesBrokenBy({ merchants: [{ ...MERCHANT, postedWon: 0n }] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ merchants: [{ ...MERCHANT, payableWon: 50_000n }] }), [rule]);
  assert.deepEqual(rulesBrokenBy({ merchants: [{ ...MERCHANT, drawnWon: 50_001n }] }), [rule]);
});

Deno.test("findDebitViolations() finds a bad answer that was applied, or that nobody was told of", () => {
  const rule = "a bad answer changes nothing and raises an alert";
  assert.deepEqual(rulesBrokenBy({}, [{ ...ALERTED, alerts: [] }]), [rule]);
  assert.deepEqual(rulesBrokenBy({}, [{ ...ALERTED, state: "resulted" }]), [rule]);
  const tells = (fault: string, alert: string) =>
    rulesBrokenBy({}, [{ ...ALERTED, fault, alerts: [alert] }]);
  // Lateness has an alert of its own, which says nothing of the bytes.
  assert.deepEqual(tells("truncated-result", "resultLate"), [rule]);
  assert.deepEqual(tells("truncated-result", "fileRejected"), [rule]);
  assert.deepEqual(tells("late-result", "resultTruncated"), [rule]);
  assert.deepEqual(tells("early-result", "resultLate"), [rule]);
  assert.deepEqual(tells("late-result", "resultLate"), []);
  assert.deepEqual(tells("early-result", "resultEarly"), []);
  const doubled = { ...ALERTED, fault: "doubled-record", alerts: [], state: "resulted" };
  assert.deepEqual(rulesBrokenBy({}, [doubled]), [rule]);
  const withoutFailures = {
    ourFiles: [{ ...OUR_FILE, failedCount: 0 }],
    refused: [`088 EB21 2026-12-16 1 10203040000000000002 0021`],
    failed: [`088 EB21 2026-12-16 1 10203040000000000002 0021`],
  };
  assert.deepEqual(rulesBrokenBy(withoutFailures, [doubled]), []);
});
