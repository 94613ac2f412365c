import type { Kernel, Transaction } from "@maru/kernel";
import { CallUnderWayError } from "./errors.ts";

/** An answer as it is kept and given again. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface KeyedCall {
  readonly merchantId: string;
  /** The caller's `Idempotency-Key`. */
  readonly key: string;
  readonly input: unknown;
}

export interface KeyedWork {
  /** Changes the database in one transaction at most. */
  readonly work: () => Promise<unknown>;
  /** From what the transaction returned, or the work where it began none. */
  readonly answerOf: (value: unknown) => KeptAnswer;
  /** What the caller did wrong; undefined for a fault of ours. */
  readonly refusalOf: (error: unknown) => KeptAnswer | undefined;
}

/** `failed`: nothing was done and nothing will be, so the next request does it anew. */
type Outcome = { readonly state: "answered"; readonly answer: KeptAnswer } | {
  readonly state: "failed";
};

/** A process that has not answered for so long has ended, or will find that it was given up. */
const LEASE_MS = 10 * 60_000;
const ATTEMPT_COUNT_MAX = 20;
/** How long a request waits for the first one with its key. */
const WAIT_COUNT = 50;
const WAIT_MS = 100;

/**
 * Does the work for the first request with a key and keeps its answer; later ones get the same. The
 * answer is written in the transaction of the work: whenever the process ends, both are there or
 * neither. An attempt that has not answered in ten minutes is given up first, by the same row that its
 * answer would be: should it only have been slow, its transaction fails.
 *
 * @throws {IdempotencyConflictError} same key, other input
 * @throws {CallUnderWayError}
 */
export async function answerOnce(
  kernel: Kernel,
  call: KeyedCall,
  work: KeyedWork,
): Promise<{ answer: KeptAnswer; isReplayed: boolean }> {
  for (let number = 0; number < ATTEMPT_COUNT_MAX; number++) {
    const attempt = await begin(kernel, call, number);
    if (attempt.isFirst) {
      return { answer: await workOn(kernel, attempt.id, work), isReplayed: false };
    }
    const outcome = await waitFor(kernel, attempt) ??
      await keep(kernel, attempt.id, { state: "failed" });
    if (outcome.state === "answered") return { answer: outcome.answer, isReplayed: true };
  }
  throw new CallUnderWayError();
}

interface Attempt {
  readonly id: string;
  readonly beganAt: string;
}

/** Takes the key, or finds who took it. */
async function begin(
  kernel: Kernel,
  { merchantId, key, input }: KeyedCall,
  number: number,
): Promise<Attempt & { isFirst: boolean }> {
  const call = { scope: `debit.api:${merchantId}:${number}`, key, input };
  const { replayed, value } = await kernel.transaction((tx) =>
    kernel.idempotency.run(
      tx,
      call,
      () => Promise.resolve({ id: kernel.uuid(), beganAt: kernel.clock.now().toISOString() }),
    )
  );
  return { ...value, isFirst: !replayed };
}

async function workOn(
  kernel: Kernel,
  attemptId: string,
  { work, answerOf, refusalOf }: KeyedWork,
): Promise<KeptAnswer> {
  let kept: KeptAnswer | undefined;
  const keepWith = async (tx: Transaction, value: unknown) => {
    const answer = answerOf(value);
    const outcome = await keepIn(kernel, tx, { attemptId, outcome: { state: "answered", answer } });
    if (outcome.isAnothers) throw new CallUnderWayError();
    kept = answer;
  };
  try {
    const value = await kernel.withLastStep(keepWith, work);
    return kept ?? await answerWith(kernel, attemptId, answerOf(value));
  } catch (error) {
    if (error instanceof CallUnderWayError) throw error;
    const refusal = refusalOf(error);
    if (refusal !== undefined) return await answerWith(kernel, attemptId, refusal);
    // Where even this cannot be written, ten minutes give the attempt up; what failed first is told.
    await keep(kernel, attemptId, { state: "failed" }).catch(() => {});
    throw error;
  }
}

const outcomeOf = (attemptId: string) => ({
  scope: "debit.api.answer",
  key: attemptId,
  input: null,
});

/** The first outcome of an attempt stands, whoever wrote it. */
async function keepIn(
  kernel: Kernel,
  tx: Transaction,
  { attemptId, outcome }: { attemptId: string; outcome: Outcome },
): Promise<{ isAnothers: boolean; first: Outcome }> {
  const { replayed, value } = await kernel.idempotency.run(
    tx,
    outcomeOf(attemptId),
    () => Promise.resolve(outcome),
  );
  return { isAnothers: replayed, first: value };
}

async function keep(kernel: Kernel, attemptId: string, outcome: Outcome): Promise<Outcome> {
  const { first } = await kernel.transaction((tx) => keepIn(kernel, tx, { attemptId, outcome }));
  return first;
}

/** An answer of work that changed nothing. @throws {CallUnderWayError} it was given up meanwhile */
async function answerWith(
  kernel: Kernel,
  attemptId: string,
  answer: KeptAnswer,
): Promise<KeptAnswer> {
  const first = await keep(kernel, attemptId, { state: "answered", answer });
  if (first.state === "failed") throw new CallUnderWayError();
  return first.answer;
}

/** Undefined when whoever worked on it is gone. @throws {CallUnderWayError} */
async function waitFor(kernel: Kernel, { id, beganAt }: Attempt): Promise<Outcome | undefined> {
  for (let count = 0; count < WAIT_COUNT; count++) {
    const outcome = await kept(kernel, id);
    if (outcome !== undefined) return outcome;
    if (kernel.clock.now().getTime() - Date.parse(beganAt) > LEASE_MS) return undefined;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  throw new CallUnderWayError();
}

/** Looks without leaving anything: what is not there yet is rolled back. */
async function kept(kernel: Kernel, attemptId: string): Promise<Outcome | undefined> {
  const nothing = new CallUnderWayError();
  try {
    const { value } = await kernel.transaction((tx) =>
      kernel.idempotency.run<Outcome>(tx, outcomeOf(attemptId), () => Promise.reject(nothing))
    );
    return value;
  } catch (error) {
    if (error === nothing) return undefined;
    throw error;
  }
}
