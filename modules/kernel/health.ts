import type { Clock } from "./clock.ts";
import { messageOf } from "./errors.ts";
import { withTimeout } from "./timeout.ts";

export interface HealthCheck {
  readonly name: string;
  /** Resolves when well; throws with a short reason when not. */
  check(): Promise<void>;
}

export interface HealthCheckResult {
  name: string;
  ok: boolean;
  /** Why it is not well. */
  reason?: string;
  durationMs: number;
}

export interface Health {
  register(check: HealthCheck): void;
  /** All checks, each with at most two seconds. While stopping it is never ready. */
  ready(): Promise<{ ready: boolean; checks: HealthCheckResult[] }>;
  /** From now on never ready, so that the load balancer sends nothing new. */
  beginStopping(): void;
}

const CHECK_TIMEOUT_MS = 2_000;

export function createHealth({ clock }: { clock: Pick<Clock, "monotonic"> }): Health {
  const registered: HealthCheck[] = [];
  let stopping = false;
  return {
    register(check) {
      registered.push(check);
    },
    async ready() {
      const checks = await Promise.all(registered.map((check) => run(check, clock)));
      if (stopping) checks.push({ name: "process", ok: false, reason: "stopping", durationMs: 0 });
      return { ready: checks.every((check) => check.ok), checks };
    },
    beginStopping() {
      stopping = true;
    },
  };
}

async function run(
  { name, check }: HealthCheck,
  clock: Pick<Clock, "monotonic">,
): Promise<HealthCheckResult> {
  const startedAtMs = clock.monotonic();
  const durationMs = () => Math.round(clock.monotonic() - startedAtMs);
  try {
    await withTimeout(check(), CHECK_TIMEOUT_MS);
    return { name, ok: true, durationMs: durationMs() };
  } catch (error) {
    return { name, ok: false, reason: messageOf(error), durationMs: durationMs() };
  }
}
