import assert from "node:assert/strict";
import { RANDOM_MOMENT } from "../steps.ts";
import type { DebitKills } from "./debit_killer.ts";
import { debitReportOf, type DebitRun } from "./debit_report.ts";
import { DEBIT_STEPS } from "./debit_steps.ts";

const MISSED = "build sums";

/** One process was killed at each step but one, and one at a random moment. */
const KILLER: DebitKills = {
  total: () => DEBIT_STEPS.length,
  at: (name, victim) =>
    victim === "process" && name !== MISSED &&
      (name === RANDOM_MOMENT || DEBIT_STEPS.some((step) => step.name === name))
      ? 1
      : 0,
  endedCount: () => 0,
};
const FILE = {
  id: "f",
  name: "088 EB21 2026-12-15",
  kind: "EB21",
  state: "resulted",
  recordCount: 1,
  byteCount: 450,
  appliedCount: 1,
  failedCount: 0,
};
const RUN: DebitRun = {
  killer: KILLER,
  weather: {
    counts: new Map([["altered-code", 2], ["late-result", 0]]),
    badAnswers: [],
    moveThrough: () => Promise.resolve(),
    clear: () => Promise.resolve(),
  },
  months: {
    windowCount: () => 3,
    leftOpenCount: () => 0,
    drive: () => Promise.resolve(),
    drain: () => Promise.resolve(true),
  },
  officeCounts: new Map(),
  history: {
    taken: [],
    collected: [],
    takenWon: 0n,
    doubledPayers: [],
    payers: [],
    twiceInFileCount: 3,
    refused: [],
    failed: [],
    orders: [],
    charges: [],
    ourFiles: [FILE, { ...FILE, kind: "EC21", name: "088 EC21 2027-01-15" }],
    theirFiles: [],
    unendedRegistrations: 0,
    debitedAfterEnd: [],
    merchants: [],
    transitWon: 0n,
  },
  ledger: { postingCount: 0, sealedCount: 0 },
  violations: [],
  stormSeconds: 1,
  drainSeconds: 1,
  endsAt: "2027-01-15",
};

Deno.test("debitReportOf() tells the share of kills at named steps, and the steps that were missed", () => {
  const report = debitReportOf(RUN);
  assert.ok(
    report.includes(
      `20 of 21 at named steps (95 %); steps that were never struck: ${MISSED}`,
    ),
    report,
  );
  assert.match(
    report,
    /inside building 3, sending \d+, receiving \d+, posting \d+; at any moment 1/,
  );
});

Deno.test("debitReportOf() tells faults that were never drawn, files by kind and months", () => {
  const report = debitReportOf(RUN);
  assert.match(report, /faults switched on: altered-code 2, late-result 0/);
  assert.match(report, /files by kind: EB21 1, EC21 1/);
  assert.match(report, /debits of 2 months: 2026-12, 2027-01/);
});
