export interface HealthCheck {
  readonly name: string;
  /** Resolves when well; throws with a short reason when not. */
  check(): Promise<void>;
}

export interface Health {
  register(check: HealthCheck): void;
  /** All checks, each with at most two seconds. While stopping it is never ready. */
  ready(): Promise<{ ready: boolean; checks: { name: string; ok: boolean; reason?: string }[] }>;
}
