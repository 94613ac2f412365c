/**
 * `deno task demo`: writes the demo data into the database that the environment names. Beside a
 * running `start` the embedded database is in use, and this says so.
 *
 * @module
 */
import { ConfigError, DatabaseInUseError, loadConfig } from "@maru/kernel";
import { composeApp, settingGroups } from "../compose.ts";
import { seedDemo } from "./demo_data.ts";

if (import.meta.main) {
  try {
    const config = await loadConfig(Deno.env.toObject(), settingGroups);
    if (config.kernel.sandboxUrl === "") {
      throw new RangeError("Cannot write demo data without the sandbox: set SANDBOX_URL");
    }
    const app = await composeApp(config);
    await seedDemo(app, config);
    await app.kernel.stop();
    Deno.exit(0);
  } catch (error) {
    const isTold = error instanceof ConfigError || error instanceof DatabaseInUseError ||
      error instanceof RangeError;
    console.error(isTold ? error.message : error);
    Deno.exit(1);
  }
}
