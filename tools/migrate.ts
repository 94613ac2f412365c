/**
 * `deno task migrate`: brings the schema of the configured database up to date and says what it did.
 *
 * @module
 */
import { createKernel, kernelSettings, loadConfig } from "@maru/kernel";
import { runCommand } from "./run_command.ts";

async function migrate(): Promise<void> {
  const { kernel: config } = await loadConfig(Deno.env.toObject(), { kernel: kernelSettings });
  const kernel = await createKernel({ ...config, sandboxUrl: "", logLevel: "info" });
  const { ready, checks } = await kernel.health.ready();
  for (const { name, ok, reason } of checks) console.log(`${name}: ${ok ? "ok" : reason}`);
  await kernel.stop();
  if (!ready) throw new RangeError("The database is not ready");
}

if (import.meta.main) await runCommand(migrate);
