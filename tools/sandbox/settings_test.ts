import { equal, throws } from "node:assert/strict";
import { readSettings, SettingError } from "./settings.ts";

const from = (environment: Record<string, string>) => readSettings((name) => environment[name]);

Deno.test("readSettings() has a default for everything", () => {
  const settings = from({});
  equal(settings.port, 8002);
  equal(settings.host, "127.0.0.1");
  equal(settings.hoursMode, "always");
  equal(settings.clients.get("maru-demo"), "maru-demo-secret");
  equal(settings.sftpPort, 8003);
  equal(settings.clearing.clients.get("maru-clearing-demo"), "maru-clearing-demo-secret");
  equal(settings.clearing.institutions[0], "9912345678");
  equal(settings.exitsWithStdin, false);
});

Deno.test("readSettings() takes no delay at all, and refuses what cannot be", () => {
  equal(from({ SANDBOX_LATENCY: "0" }).latencyFactor, 0);
  throws(() => from({ SANDBOX_LATENCY: "fast" }), SettingError);
  throws(() => from({ SANDBOX_PORT: "99999" }), SettingError);
  throws(() => from({ SANDBOX_HOURS: "sometimes" }), SettingError);
});
