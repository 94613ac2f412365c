/** Where the time comes from. No module asks the machine for it. */
export interface Clock {
  /** The business time now. In a demo the sandbox may move it; in production it is the machine's. */
  now(): Date;
  /** Monotonic milliseconds for measuring durations; never moved. */
  monotonic(): number;
}
