import type { Transaction } from "./database.ts";

/**
 * How a queue is worked. The guarantee is at least once: a job whose process dies comes back after
 * 10 to 15 seconds and counts as one failure, so `work` must have one effect however often it runs.
 */
export interface JobOptions {
  /** Jobs of this queue that one process works at the same time. */
  readonly concurrency: number;
  /** Failures that are followed by another try; the next one makes the job a dead letter. */
  readonly retryCountMax: number;
  /** First delay; it doubles with jitter, up to an hour. */
  readonly retryDelaySeconds: number;
  /** After this the job is taken from a silent worker and given to another. */
  readonly expireInSeconds: number;
}

export interface EnqueueOptions {
  readonly startAfterSeconds?: number;
  /** While a job with this key waits in the queue, another one is not added. */
  readonly singletonKey?: string;
}

/** One of many jobs. */
export interface NewJob {
  readonly data: unknown;
  readonly singletonKey?: string;
  /** Somebody waits for it: it is worked before all that are not urgent. */
  readonly isUrgent?: boolean;
}

export interface DeadLetter {
  readonly id: string;
  readonly queue: string;
  readonly data: unknown;
  readonly error: string;
  readonly failedAt: Date;
}

/** Work that happens later, through pg-boss on the module's own transaction. */
export interface Jobs {
  /** Declares a queue and its worker; called while modules are built, before `startWork`. */
  define<Data>(
    queue: string,
    options: JobOptions,
    work: (data: Data, signal: AbortSignal) => Promise<void>,
  ): void;
  /**
   * Adds a job that exists once `tx` commits.
   *
   * @throws {TypeError} `data` is not plain JSON (a bigint inside, or no object at all)
   * @throws {RangeError} nobody has defined the queue
   */
  enqueue(tx: Transaction, queue: string, data: unknown, options?: EnqueueOptions): Promise<void>;
  /**
   * Adds many jobs of one queue in one statement per 10,000: a thousand cost little more than one.
   * The same as `enqueue` otherwise.
   *
   * @throws {TypeError} some data is not plain JSON
   * @throws {RangeError} nobody has defined the queue
   */
  enqueueMany(
    tx: Transaction,
    queue: string,
    jobs: readonly NewJob[],
    options?: { readonly startAfterSeconds?: number },
  ): Promise<void>;
  /**
   * Calls `work` about every `everySeconds` of real time in one process at a time. Due work is
   * computed from `clock.now()`, so a moved clock is followed at once. A process that dies inside
   * keeps the others waiting for ten seconds. `signal` is aborted when another process has taken
   * over, because this one could not say for so long that it is alive.
   */
  tick(name: string, everySeconds: number, work: (signal: AbortSignal) => Promise<void>): void;
  /** Calls `work` once per calendar day (Asia/Seoul) after the wall time "HH:MM". */
  daily(name: string, at: string, work: (date: string) => Promise<void>): void;
  deadLetters(): Promise<DeadLetter[]>;
  /**
   * Puts a dead letter back into its queue.
   *
   * @throws {DeadLetterNotFoundError}
   */
  redrive(id: string): Promise<void>;
  /** Jobs by queue and state, for the operator's page and the metrics. */
  counts(): Promise<{ queue: string; waiting: number; active: number; dead: number }[]>;
}

/** There is no such dead letter, or it went back into its queue already (404). */
export class DeadLetterNotFoundError extends RangeError {
  override name = "DeadLetterNotFoundError";
  constructor(readonly jobId: string) {
    super(`Cannot redrive "${jobId}": there is no such dead letter`);
  }
}
