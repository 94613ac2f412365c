import type { Kernel } from "@maru/kernel";
import { CallOutcomeUnknownError, CallUnderWayError } from "./errors.ts";

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
  readonly isRepeatable: boolean;
}

/** `failed`: it broke off and its transaction was rolled back, so the next request does it anew. */
type Outcome = { readonly state: "answered"; readonly answer: KeptAnswer } | {
  readonly state: "failed";
};

/** A process that has not answered for so long has ended. */
const LEASE_MS = 10 * 60_000;
const ATTEMPT_COUNT_MAX = 20;
/** How long a request waits for the first one with its key. */
const WAIT_COUNT = 50;
const WAIT_MS = 100;

/**
 * Does the work for the first request with a key and keeps its answer; later ones get the same. The
 * work has transactions of its own, so the key is taken before it and the answer is kept after it:
 * should the process end in between, what can be repeated is done again after ten minutes, and
 * of the rest nobody pretends to know how it ended.
 *
 * @param work answers what went well or what the caller did wrong, and throws on a fault of ours
 * @throws {IdempotencyConflictError} same key, other input
 * @throws {CallUnderWayError | CallOutcomeUnknownError}
 */
export async function answerOnce(
  kernel: Kernel,
  call: KeyedCall,
  work: () => Promise<KeptAnswer>,
): Promise<{ answer: KeptAnswer; isReplayed: boolean }> {
  for (let number = 0; number < ATTEMPT_COUNT_MAX; number++) {
    const attempt = await begin(kernel, call, number);
    if (attempt.isFirst) {
      return { answer: await workOn(kernel, attempt.id, work), isReplayed: false };
    }
    const outcome = await waitFor(kernel, attempt);
    if (outcome?.state === "answered") return { answer: outcome.answer, isReplayed: true };
    if (outcome === undefined && !call.isRepeatable) throw new CallOutcomeUnknownError();
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
  work: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const answer = await work().catch(async (error: unknown) => {
    await keep(kernel, attemptId, { state: "failed" });
    throw error;
  });
  await keep(kernel, attemptId, { state: "answered", answer });
  return answer;
}

const outcomeOf = (attemptId: string) => ({
  scope: "debit.api.answer",
  key: attemptId,
  input: null,
});

async function keep(kernel: Kernel, attemptId: string, outcome: Outcome): Promise<void> {
  await kernel.transaction((tx) =>
    kernel.idempotency.run(tx, outcomeOf(attemptId), () => Promise.resolve(outcome))
  );
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
