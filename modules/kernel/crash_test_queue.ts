import type { KernelConfig } from "./config.ts";
import type { Kernel } from "./kernel.ts";

/** The queue that both processes of `crash_test.ts` know. */
export function defineCrashJob(kernel: Kernel, work: () => Promise<void>): void {
  kernel.jobs.define(
    "test.crash",
    { concurrency: 1, retryCountMax: 3, retryDelaySeconds: 1, expireInSeconds: 600 },
    work,
  );
}

export function crashTestConfig(
  database: { databaseUrl: string; dataDirectory: string },
): KernelConfig {
  return {
    ...database,
    environment: "development",
    databasePoolSizeMax: 4,
    sandboxUrl: "",
    sealingKeys: [{ id: "test", key: new Uint8Array(32) }],
    indexKey: new Uint8Array(32),
    logLevel: "error",
    port: 0,
    metricsPort: 0,
    host: "127.0.0.1",
  };
}
