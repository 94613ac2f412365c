/**
 * Composition only: config → kernel → modules → web → listen, work.
 *
 * `--serve` is production: it needs a database and every setting. Without it the process runs beside
 * the sandbox, started by `tools/start.ts`.
 *
 * @module
 */
import { ConfigError, DatabaseInUseError, loadConfig } from "@maru/kernel";
import { createInternalApp, createWebApp, wholeSite } from "@maru/web";
import { type App, type AppConfig, composeApp, settingGroups } from "./compose.ts";
import { siteParts } from "./site_parts.ts";

const STOP_MS_MAX = 15_000;

async function main(): Promise<void> {
  const config = await loadConfig(environment(), settingGroups);
  const app = await composeApp(config);
  const streams = { stopping: false };
  const parts = await siteParts(app, config, streams);
  const demo = beginDemo(app, config);
  const server = listen(config, app, parts);
  await app.kernel.startWork();
  await demo;
  app.kernel.log.info("ready", { port: config.kernel.port });
  await stopSignal();
  setTimeout(() => Deno.exit(1), STOP_MS_MAX);
  streams.stopping = true;
  await server.shutdown();
  await app.kernel.stop();
  Deno.exit(0);
}

/** `serve` is production unless told otherwise. */
function environment(): Record<string, string> {
  const given = Deno.env.toObject();
  return Deno.args.includes("--serve") ? { MARU_ENV: "production", ...given } : given;
}

/** Beside the sandbox the process is ready only when it answers and the demo data stands. */
async function beginDemo(app: App, config: AppConfig): Promise<void> {
  if (Deno.env.get("DEMO_DATA") !== "1") return;
  let isWritten = false;
  app.kernel.health.register({
    name: "demo",
    check: async () => {
      if (!isWritten) throw new Error("demo data is being written");
      const response = await fetch(`${config.kernel.sandboxUrl}/readyz`);
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the sandbox answers ${response.status}`);
    },
  });
  const { seedDemo } = await import("./tools/demo_data.ts");
  await seedDemo(app, config);
  isWritten = true;
}

function listen(config: AppConfig, app: App, parts: Awaited<ReturnType<typeof siteParts>>) {
  const web = createWebApp(parts, wholeSite);
  const internal = createInternalApp({ kernel: app.kernel });
  const quiet = { onListen: () => {} };
  const servers = [
    Deno.serve(
      { ...quiet, port: config.kernel.port, hostname: config.kernel.host },
      (request, info) => web.fetch(request, info),
    ),
    Deno.serve(
      { ...quiet, port: config.kernel.metricsPort, hostname: "127.0.0.1" },
      internal.fetch,
    ),
  ];
  return { shutdown: () => Promise.all(servers.map((server) => server.shutdown())) };
}

/** Resolves at SIGINT or SIGTERM, or when the launcher that holds our input is gone. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      Deno.addSignalListener(signal, () => resolve());
    }
    if (Deno.env.get("EXIT_WITH_STDIN") === "1") inputEnd().then(resolve);
  });
}

async function inputEnd(): Promise<void> {
  const buffer = new Uint8Array(64);
  while (await Deno.stdin.read(buffer).catch(() => null) !== null);
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    const isTold = error instanceof ConfigError || error instanceof DatabaseInUseError;
    const isPortTaken = error instanceof Deno.errors.AddrInUse;
    console.error(
      isTold
        ? error.message
        : isPortTaken
        ? "Cannot listen: another process has the port; set PORT or METRICS_PORT"
        : error,
    );
    Deno.exit(1);
  }
}
