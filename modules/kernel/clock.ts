import type { KernelConfig } from "./config.ts";

/** Where the time comes from. No module asks the machine for it. */
export interface Clock {
  /** The business time now. In a demo the sandbox may move it; in production it is the machine's. */
  now(): Date;
  /** Monotonic milliseconds for measuring durations; never moved. */
  monotonic(): number;
}

/** A clock that follows the sandbox of a demo between `start` and `stop`. */
export interface RunningClock extends Clock {
  /** Asks the sandbox once, then every second. Without a sandbox it does nothing. */
  start(): Promise<void>;
  /** Ends the polling; resolves when no question is under way any more. */
  stop(): Promise<void>;
}

const POLL_EVERY_MS = 1_000;
const POLL_TIMEOUT_MS = 2_000;

/**
 * The clock of this process.
 *
 * With a sandbox it asks `GET {sandboxUrl}/clock`, which answers `{"offsetMs": number}`, and adds
 * that to the machine's time. A sandbox that does not answer leaves the last offset in place.
 */
export function createClock(config: Pick<KernelConfig, "sandboxUrl">): RunningClock {
  let offsetMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let polling: Promise<void> | undefined;
  let stopping = new AbortController();

  async function poll(): Promise<void> {
    offsetMs = await readOffset(config.sandboxUrl, stopping.signal) ?? offsetMs;
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => polling = poll(), POLL_EVERY_MS);
  }

  return {
    now: () => new Date(machineTime().getTime() + offsetMs),
    monotonic: () => performance.now(),
    async start() {
      if (config.sandboxUrl === "" || polling !== undefined) return;
      stopping = new AbortController();
      polling = poll();
      await polling;
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await polling;
      polling = undefined;
    },
  };
}

/** The machine's time: for log lines, which are read beside other machines' logs. */
export function machineTime(): Date {
  return new Date();
}

/** The sandbox's offset, or undefined when it gives none. */
async function readOffset(sandboxUrl: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const response = await fetch(`${sandboxUrl.replace(/\/+$/, "")}/clock`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(POLL_TIMEOUT_MS)]),
      headers: { accept: "application/json" },
    });
    const body: unknown = await response.json();
    if (!response.ok || typeof body !== "object" || body === null) return undefined;
    const offset = (body as { offsetMs?: unknown }).offsetMs;
    return typeof offset === "number" && Number.isSafeInteger(offset) ? offset : undefined;
  } catch {
    // The sandbox starts after the app, restarts and stops: the last offset stays in force.
    return undefined;
  }
}
