import type { Violation } from "../invariants.ts";
import type { DebitHistory, OurFileFact } from "./books.ts";
import type { BadAnswer } from "./weather.ts";

interface Rule {
  readonly name: string;
  broken(history: DebitHistory, badAnswers: readonly BadAnswer[]): Iterable<string>;
}

const ENDED_FILES = ["resulted", "rejected", "cancelled"];
const ENDED_ORDERS = ["collected", "failed", "withdrawn"];
const ANSWERED = ["EB13", "EB21", "EC21"];
/** Without a record that failed these leave the answer as it is, or do not tell of a failure. */
const NEEDING_FAILURES = ["doubled-record", "reordered-result"];

/** Held after the storm, each against the banks' own books where they know. */
export const DEBIT_RULES: readonly Rule[] = [
  {
    name: "what a bank took is collected here once, to the won",
    *broken({ taken, collected, takenWon, merchants }) {
      yield* doubled(taken).map((line) => `taken twice: ${line}`);
      yield* doubled(collected).map((line) => `collected twice: ${line}`);
      yield* missing(taken, collected).map((line) => `taken, not collected: ${line}`);
      yield* missing(collected, taken).map((line) => `collected, never taken: ${line}`);
      const collectedWon = merchants.reduce((sum, merchant) => sum + merchant.collectedWon, 0n);
      if (collectedWon !== takenWon) yield `${takenWon} won taken, ${collectedWon} collected`;
    },
  },
  {
    name: "no payer is debited twice for a charge",
    *broken({ charges }) {
      for (const { id, amountWon, debitedWon, cashWon, collectedCount } of charges) {
        if (collectedCount > 1) yield `charge ${id} was collected ${collectedCount} times`;
        if (debitedWon + cashWon > amountWon) {
          yield `charge ${id} of ${amountWon} won: ${debitedWon} debited, ${cashWon} in cash`;
        }
      }
    },
  },
  {
    name: "by the banks' own books nobody is debited twice in a month, nor for more than is owed",
    *broken({ doubledPayers, payers }) {
      yield* doubledPayers;
      for (const { payerNumber, takenWon, cashWon, owedWonMax } of payers) {
        if (takenWon + cashWon > owedWonMax) {
          yield `${payerNumber} paid ${takenWon} won and ${cashWon} in cash, of ${owedWonMax}`;
        }
      }
    },
  },
  {
    name: "every refusal stands here under its bank's code, and no other",
    *broken({ refused, failed, ourFiles, theirFiles }) {
      yield* missing(refused, failed).map((line) => `refused, not so here: ${line}`);
      const taken = new Map(
        theirFiles.filter(({ isTaken }) => isTaken).map((file) => [file.name, file]),
      );
      // A file that was rejected whole left its name to another one.
      for (const { name, failedCount } of ourFiles.filter(({ state }) => state === "resulted")) {
        const atBanks = refused.filter((line) => line.startsWith(`${name} `)).length;
        const atCentre = taken.get(name)?.errorCount ?? 0;
        if (failedCount !== atBanks + atCentre) {
          yield `${name}: ${failedCount} failed, ${atBanks} at banks and ${atCentre} at the centre`;
        }
      }
    },
  },
  {
    name: "an account whose mandate ended is debited no more",
    *broken({ debitedAfterEnd }) {
      yield* debitedAfterEnd;
    },
  },
  {
    name: "no result is lost",
    *broken({ orders, ourFiles, unendedRegistrations }) {
      for (const { id, state, code } of orders) {
        if (!ENDED_ORDERS.includes(state)) yield `order ${id} is ${state}`;
        if (state === "failed" && code === null) yield `order ${id} failed without a code`;
      }
      for (const file of ourFiles.filter(({ kind }) => ANSWERED.includes(kind))) {
        if (file.state === "resulted" && file.appliedCount !== 1) {
          yield `${file.name} was answered ${file.appliedCount} times`;
        }
      }
      if (unendedRegistrations > 0) yield `${unendedRegistrations} applications did not end`;
    },
  },
  {
    name: "every file is there once, as it was built",
    *broken({ ourFiles, theirFiles }) {
      const theirs = theirFiles.filter(({ isTaken }) => isTaken);
      yield* doubled(theirs.map(({ name }) => name)).map((name) => `${name} is there twice`);
      const byName = new Map(theirs.map((file) => [file.name, file]));
      const ours = ourFiles.filter(({ state }) => state === "resulted" || state === "sent");
      for (const file of ours) yield* difference(file, byName.get(file.name));
      const known = new Set(ours.map(({ name }) => name));
      for (const { name } of theirs) {
        if (!known.has(name)) yield `${name} was taken, and we do not know`;
      }
    },
  },
  {
    name: "nothing is stuck between building and its answer",
    *broken({ ourFiles }) {
      for (const { name, state } of ourFiles) {
        if (!ENDED_FILES.includes(state)) yield `${name} is ${state}`;
      }
    },
  },
  {
    name: "payable is collected less settled, and nothing is left on the way",
    *broken({ merchants, transitWon }) {
      if (transitWon !== 0n) yield `${transitWon} won are in transit`;
      for (const { id, collectedWon, postedWon, payableWon, settledWon, drawnWon } of merchants) {
        if (drawnWon !== collectedWon) {
          yield `merchant ${id}: ${drawnWon} won kept from payers, ${collectedWon} collected`;
        }
        if (postedWon !== collectedWon) {
          yield `merchant ${id}: ${collectedWon} won collected, ${postedWon} posted`;
        }
        if (payableWon !== collectedWon - settledWon) {
          yield `merchant ${id}: ${payableWon} won payable, not ${collectedWon} − ${settledWon}`;
        }
      }
    },
  },
  {
    name: "banks took money and refused some, so that there was something to hold",
    *broken({ taken, refused }) {
      if (taken.length === 0) yield "no bank took anything";
      if (refused.length === 0) yield "no bank refused anything";
    },
  },
  {
    name: "a bad answer changes nothing and raises an alert",
    *broken({ ourFiles }, badAnswers) {
      const files = new Map(ourFiles.map((file) => [file.id, file]));
      for (const { fileId, fault, alerts, state } of badAnswers) {
        const file = files.get(fileId);
        const isRight = file?.failedCount === 0 && NEEDING_FAILURES.includes(fault);
        if (isRight || (isTold(fault, alerts) && state === "sent")) continue;
        // The same records in another order say the same.
        if (fault === "reordered-result" && state === "resulted") continue;
        yield `${file?.name ?? fileId} with ${fault}: ${state}, alerts ${
          alerts.join(", ") || "none"
        }`;
      }
    },
  },
];

/** A file may be late besides, or was refused before: that tells nothing of a bad answer. */
function isTold(fault: string, alerts: readonly string[]): boolean {
  if (fault === "late-result") return alerts.includes("resultLate");
  if (fault === "early-result") return alerts.includes("resultEarly");
  return alerts.some((kind) => kind.startsWith("result") && kind !== "resultLate");
}

/** What is wrong; empty where everything holds. */
export function findDebitViolations(
  history: DebitHistory,
  badAnswers: readonly BadAnswer[],
): Violation[] {
  return DEBIT_RULES.flatMap(({ name, broken }) =>
    [...broken(history, badAnswers)].map((what) => ({ rule: name, what }))
  );
}

function* difference(
  file: OurFileFact,
  theirs: { recordCount: number; byteCount: number } | undefined,
): Generator<string> {
  if (theirs === undefined) return yield `${file.name} is ${file.state}, and was never taken`;
  if (theirs.recordCount !== file.recordCount) {
    yield `${file.name} has ${theirs.recordCount} records there, ${file.recordCount} here`;
  }
  if (theirs.byteCount !== file.byteCount) {
    yield `${file.name} has ${theirs.byteCount} bytes there, ${file.byteCount} here`;
  }
}

function doubled(lines: readonly string[]): string[] {
  const seen = new Set<string>();
  return lines.filter((line) => seen.has(line) || !seen.add(line));
}

function missing(lines: readonly string[], among: readonly string[]): string[] {
  const known = new Set(among);
  return lines.filter((line) => !known.has(line));
}
