/**
 * `deno task start`: everything on one machine. Builds the islands where stale, starts the sandbox
 * and the app as children, waits until both are ready, and says what to open.
 *
 * @module
 */
import { type Child, startChild } from "./launch/child.ts";
import { demoEnvironment, type DemoPlaces } from "./launch/demo_environment.ts";
import { appFlags, BUILD_FLAGS, sandboxFlags } from "./launch/permissions.ts";
import { waitUntilReady } from "./launch/wait.ts";

const READY_DEADLINE_MS = 120_000;
const STOP_GRACE_MS = 15_000;

async function start(): Promise<number> {
  const places = readPlaces();
  requireFreePorts(places);
  await Deno.mkdir(places.dataDirectory, { recursive: true });
  if (await run(["run", ...BUILD_FLAGS, "tools/build.ts", "--if-stale"]) !== 0) return 1;

  const stopping = new AbortController();
  const children = startChildren(places);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, () => stopping.abort());
  }
  const ended = Promise.race(
    children.map(async (child) => ({ name: child.name, code: await child.ended })),
  );
  ended.then(() => stopping.abort());

  try {
    await waitUntilReady(`http://127.0.0.1:${places.port}/readyz`, {
      deadlineMs: READY_DEADLINE_MS,
      signal: stopping.signal,
    });
    console.log(welcome(places));
    await aborted(stopping.signal);
  } catch (error) {
    if (!stopping.signal.aborted) console.error(error instanceof Error ? error.message : error);
  }
  const first = await Promise.race([ended, Promise.resolve(undefined)]);
  await Promise.all(children.map((child) => child.stop(STOP_GRACE_MS)));
  if (first) console.error(`The ${first.name} ended by itself with exit code ${first.code}`);
  return first ? 1 : 0;
}

function readPlaces(): DemoPlaces {
  const port = (name: string, fallback: number) => {
    const value = Number(Deno.env.get(name) || fallback);
    if (!Number.isInteger(value) || value < 1 || value > 65_535) {
      throw new RangeError(`Cannot use ${name} "${value}": it must be a port between 1 and 65535`);
    }
    return value;
  };
  return {
    port: port("PORT", 8000),
    metricsPort: port("METRICS_PORT", 8009),
    sandboxPort: port("SANDBOX_PORT", 8002),
    sftpPort: port("SANDBOX_SFTP_PORT", 8003),
    dataDirectory: Deno.env.get("DATA_DIR") || "./data",
  };
}

/** @throws {RangeError} naming the setting whose port somebody else listens on */
function requireFreePorts(places: DemoPlaces): void {
  const ports = {
    PORT: places.port,
    METRICS_PORT: places.metricsPort,
    SANDBOX_PORT: places.sandboxPort,
    SANDBOX_SFTP_PORT: places.sftpPort,
  };
  for (const [name, port] of Object.entries(ports)) {
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
      throw new RangeError(
        `Cannot use ${name} ${port}: another process listens there; stop it or set ${name}`,
      );
    }
  }
}

function startChildren(places: DemoPlaces): Child[] {
  const own = Deno.env.toObject();
  const app = demoEnvironment(places, own);
  const sandbox = {
    ...own,
    SANDBOX_PORT: String(places.sandboxPort),
    SANDBOX_SFTP_PORT: String(places.sftpPort),
    DATA_DIR: places.dataDirectory,
    APP_URL: `http://localhost:${places.port}`,
  };
  return [
    startChild({
      name: "sandbox",
      args: ["run", ...sandboxFlags(places.dataDirectory), "tools/sandbox/main.ts"],
      env: sandbox,
    }),
    startChild({
      name: "app",
      args: ["run", ...appFlags(places.dataDirectory), "main.ts"],
      env: app,
    }),
  ];
}

async function run(args: string[]): Promise<number> {
  const status = await new Deno.Command("deno", { args, stdin: "null" }).spawn().status;
  return status.code;
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true })
  );
}

function welcome(places: DemoPlaces): string {
  const app = `http://localhost:${places.port}`;
  const sandbox = `http://localhost:${places.sandboxPort}`;
  return `
  마루 is ready.

  Open      ${app}
  Submit    ${app}/oneclick/p/working-capital  (the login page offers demo certificates)
  Console   ${app}/console     institution  ID hanbit    password maru-demo-2026!
  Auto-debit ${app}/debit      merchants    IDs 10203040 (direct line), 50607080 (clearing house), same password
  Operator  ${app}/operator    operator     ID operator  password maru-demo-2026!
  Sandbox   ${sandbox}     agencies, certificates, phone inbox, clock

  Ctrl-C stops everything.
`;
}

if (import.meta.main) {
  try {
    Deno.exit(await start());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(1);
  }
}
