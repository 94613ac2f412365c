/**
 * The whole system as people start it: the `start` task of deno.json in a folder and on ports of
 * its own.
 *
 * @module
 */
import { freePorts } from "./ports.ts";
import { processTree, stillRunning } from "./processes.ts";
import { within } from "./within.ts";

const READY_MS_MAX = 120_000;
/** The app waits for jobs under way; the launcher ends what does not end by itself. */
const STOP_MS_MAX = 60_000;
const LEFT_OVER_MS_MAX = 30_000;

export interface SystemOptions {
  readonly dataDirectory: string;
  /** Everything that the launcher and its children say is appended here. */
  readonly logPath: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly ports?: SystemPorts;
}

export interface SystemPorts {
  readonly app: number;
  readonly metrics: number;
  readonly sandbox: number;
  readonly directory: number;
  /** SFTP of the clearing house and the banks. */
  readonly fileTransfer: number;
}

export interface System {
  readonly ports: SystemPorts;
  /** `http://localhost:PORT`, as a person types it. */
  readonly url: string;
  readonly sandboxUrl: string;
  readonly dataDirectory: string;
  /** From the start of the task until `/readyz` answered 200. */
  readonly readyAfterMs: number;
  /**
   * Ends it by `signal`; answers the exit code and the processes that are left.
   *
   * @throws {Error} naming what did not end in time; it was killed
   */
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<Stopped>;
}

export interface Stopped {
  readonly code: number;
  readonly leftOver: readonly number[];
}

/** Starts the system and waits until it is ready. @throws {Error} with the end of its log */
export async function startSystem(options: SystemOptions): Promise<System> {
  const ports = options.ports ?? somePorts();
  const startedAt = performance.now();
  const process = new Deno.Command("deno", {
    args: await startTaskArguments(),
    env: environment(options, ports),
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  // However this run ends, its system does not outlive it.
  const kill = () => signalQuietly(process, "SIGTERM");
  addEventListener("unload", kill);
  const log = await Deno.open(options.logPath, { create: true, append: true });
  const logged = Promise.all([copy(process.stdout, log), copy(process.stderr, log)])
    .finally(() => log.close());
  const url = `http://localhost:${ports.app}`;
  try {
    await waitUntilReady(`http://127.0.0.1:${ports.app}/readyz`, process);
  } catch (error) {
    await stop(process, "SIGTERM");
    throw new Error(
      `${error instanceof Error ? error.message : error}\n${await tail(options.logPath)}`,
    );
  }
  return {
    ports,
    url,
    sandboxUrl: `http://localhost:${ports.sandbox}`,
    dataDirectory: options.dataDirectory,
    readyAfterMs: performance.now() - startedAt,
    async stop(signal) {
      removeEventListener("unload", kill);
      const outcome = await stop(process, signal);
      await within(STOP_MS_MAX, logged, () => `the end of "${options.logPath}": who writes there?`);
      return outcome;
    },
  };
}

/** Ports that nobody uses now. */
export function somePorts(): SystemPorts {
  const [app, metrics, sandbox, directory, fileTransfer] = freePorts(5) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { app, metrics, sandbox, directory, fileTransfer };
}

/** The words of the task behind `deno`, so that what runs is what people run. */
async function startTaskArguments(): Promise<string[]> {
  const { tasks } = JSON.parse(await Deno.readTextFile("deno.json"));
  const [program, ...words] = String(tasks.start).split(" ");
  if (program !== "deno") throw new Error(`Cannot start the system: the task runs "${program}"`);
  return words;
}

function environment(options: SystemOptions, ports: SystemPorts): Record<string, string> {
  const { DATABASE_URL: _, ...own } = Deno.env.toObject();
  return {
    ...own,
    DATA_DIR: options.dataDirectory,
    PORT: String(ports.app),
    METRICS_PORT: String(ports.metrics),
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_LDAP_PORT: String(ports.directory),
    SANDBOX_SFTP_PORT: String(ports.fileTransfer),
    ...options.env,
  };
}

async function waitUntilReady(url: string, process: Deno.ChildProcess): Promise<void> {
  const endsAt = performance.now() + READY_MS_MAX;
  let endedCode: number | undefined;
  process.status.then(({ code }) => endedCode = code);
  while (performance.now() < endsAt) {
    if (endedCode !== undefined) {
      throw new Error(`Cannot start the system: it ended with ${endedCode}`);
    }
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() =>
      undefined
    );
    await response?.body?.cancel();
    if (response?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Cannot start the system: "${url}" did not answer 200 in time`);
}

async function stop(process: Deno.ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<Stopped> {
  const ids = await processTree(process.pid);
  signalQuietly(process, signal);
  try {
    const { code } = await within(
      STOP_MS_MAX,
      process.status,
      () => `the launcher (process ${process.pid}) to end after ${signal}`,
    );
    return { code, leftOver: await leftOverOf(ids) };
  } finally {
    for (const id of await stillRunning(ids)) killQuietly(id);
  }
}

/** Children end a little after the launcher. */
async function leftOverOf(ids: readonly number[]): Promise<readonly number[]> {
  const endsAt = performance.now() + LEFT_OVER_MS_MAX;
  let leftOver = await stillRunning(ids);
  while (leftOver.length > 0 && performance.now() < endsAt) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    leftOver = await stillRunning(ids);
  }
  return leftOver;
}

function killQuietly(id: number): void {
  try {
    Deno.kill(id, "SIGKILL");
  } catch {
    // It has ended already.
  }
}

function signalQuietly(process: Deno.ChildProcess, signal: Deno.Signal): void {
  try {
    process.kill(signal);
  } catch {
    // It has ended already.
  }
}

async function copy(from: ReadableStream<Uint8Array>, to: Deno.FsFile): Promise<void> {
  for await (const chunk of from) {
    for (let written = 0; written < chunk.length;) {
      written += await to.write(chunk.subarray(written));
    }
  }
}

async function tail(path: string): Promise<string> {
  return (await Deno.readTextFile(path)).slice(-4_000);
}
