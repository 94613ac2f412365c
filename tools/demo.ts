/**
 * `deno task demo`: writes the demo data into the database that the environment names. Beside a
 * running `start` the embedded database is in use, and this says so.
 *
 * @module
 */
import { loadConfig } from "@maru/kernel";
import { composeApp, settingGroups } from "../compose.ts";
import { seedDemo } from "./demo_data.ts";
import { runCommand } from "./run_command.ts";

async function demo(): Promise<void> {
  const config = await loadConfig(Deno.env.toObject(), settingGroups);
  if (config.kernel.sandboxUrl === "") {
    throw new RangeError("Cannot write demo data without the sandbox: set SANDBOX_URL");
  }
  const app = await composeApp(config);
  await seedDemo(app, config);
  await app.kernel.stop();
}

if (import.meta.main) await runCommand(demo);
