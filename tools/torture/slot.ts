import { Buffer } from "node:buffer";
import { freePort, waitUntilAnswers } from "./ports.ts";
import { type Proxy, startProxy, type Verdict, type Watcher } from "./proxy.ts";
import { type Channel, RANDOM_MOMENT, type Step } from "./steps.ts";

/** One of the two `serve` processes: killed and started again, always behind its own proxies. */
export interface Slot {
  readonly name: string;
  start(): Promise<void>;
  /** Kills the process at the first of the steps that it comes to; undefined when none comes in time. */
  killAt(
    steps: readonly Step[],
    options: { waitMs: number; delayMs: number },
  ): Promise<Step | undefined>;
  killNow(): Promise<void>;
  /** Ends it cleanly. */
  stop(): Promise<void>;
  /** A delivery that this process has in hand passes the webhook's proxy. */
  webhook: Watcher;
  owns(deliveryId: string): boolean;
}

export interface SlotOptions {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  readonly sandboxPort: number;
  readonly logFile: string;
  /** Takes a line for each start, kill and request, to be read beside the agencies' own journal. */
  readonly note: (event: string, fields: Record<string, unknown>) => void;
}

interface Arming {
  readonly steps: readonly Step[];
  readonly delayMs: number;
  resolve(step: Step | undefined): void;
}

const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 20_000;
const FLAGS = [
  "--allow-read",
  "--allow-write",
  "--allow-env",
  "--allow-net",
  "--allow-ffi=./node_modules",
  "--allow-sys",
];
/** Statements that take a delivery in hand; its id stands among their values. */
const DELIVERY_MARKS = ["submission.record_issued(", "update submission.delivery"];
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const REQUEST_LINE = /^POST (\S+) HTTP/;
const REQUEST_LINE_BYTES_MAX = 300;
const OPEN_STEP = "openStep";

export function createSlot(options: SlotOptions): Slot {
  let process: Deno.ChildProcess | undefined;
  let arming: Arming | undefined;
  const inHand = new Set<string>();

  function kill(): Promise<void> {
    const victim = process;
    process = undefined;
    inHand.clear();
    if (victim === undefined) return Promise.resolve();
    victim.kill("SIGKILL");
    return victim.status.then(() => {});
  }

  /** Everything after this moment is not seen by the process. */
  function strike(armed: Arming, step: Step): Verdict {
    if (arming !== armed) return "pass";
    arming = undefined;
    options.note("kill", { slot: options.name, step: step.name });
    void kill().then(() => armed.resolve(step));
    return "cut";
  }

  function noteRequest(text: Buffer): void {
    const path = REQUEST_LINE.exec(text.subarray(0, REQUEST_LINE_BYTES_MAX).toString("latin1"))
      ?.[1];
    if (path !== undefined) options.note("request", { slot: options.name, path });
  }

  function watch(channel: Channel): Watcher {
    return {
      fromProcess(bytes, link) {
        const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        if (channel === "database") noteDeliveries(text, inHand);
        if (channel === "agency") noteRequest(text);
        const armed = arming;
        const met = armed?.steps.filter((step) => step.channel === channel)
          .filter(({ mark }) => text.includes(mark)) ?? [];
        const [step] = met;
        if (armed === undefined || step === undefined) return "pass";
        if (step.moment === "before") return strike(armed, step);
        if (step.moment === "after") link.notes.set(OPEN_STEP, step.name);
        else setTimeout(() => strike(armed, step), armed.delayMs);
        return "pass";
      },
      toProcess(_bytes, link) {
        const armed = arming;
        const open = link.notes.get(OPEN_STEP);
        // A later answer on the connection is not this one's.
        link.notes.delete(OPEN_STEP);
        const step = armed?.steps.find(({ name }) => name === open);
        return armed && step ? strike(armed, step) : "pass";
      },
    };
  }

  const proxies = startProxies(options, watch);
  return {
    name: options.name,
    webhook: watch("webhook"),
    owns: (deliveryId) => inHand.has(deliveryId),
    async start() {
      const port = freePort();
      process = spawn(options, { port, proxies });
      void keepLog(process, options.logFile);
      await waitUntilAnswers(`http://127.0.0.1:${port}/readyz`, READY_MS_MAX);
      options.note("ready", { slot: options.name });
    },
    async killAt(steps, { waitMs, delayMs }) {
      const struck = Promise.withResolvers<Step | undefined>();
      const armed: Arming = { steps, delayMs, resolve: struck.resolve };
      arming = armed;
      const timer = setTimeout(() => {
        if (arming !== armed) return;
        arming = undefined;
        struck.resolve(undefined);
      }, waitMs);
      return await struck.promise.finally(() => clearTimeout(timer));
    },
    killNow() {
      options.note("kill", { slot: options.name, step: RANDOM_MOMENT });
      return kill();
    },
    async stop() {
      arming = undefined;
      const ending = process;
      process = undefined;
      if (ending !== undefined) {
        ending.kill("SIGTERM");
        const timer = setTimeout(() => ending.kill("SIGKILL"), STOP_MS_MAX);
        await ending.status;
        clearTimeout(timer);
      }
      for (const proxy of Object.values(proxies)) proxy.close();
    },
  };
}

function noteDeliveries(text: Buffer, inHand: Set<string>): void {
  if (!DELIVERY_MARKS.some((mark) => text.includes(mark))) return;
  for (const [id] of text.toString("latin1").matchAll(UUID)) inHand.add(id);
}

interface Proxies {
  readonly database: Proxy;
  readonly agency: Proxy;
}

function startProxies(
  { databaseUrl, sandboxPort }: SlotOptions,
  watch: (channel: Channel) => Watcher,
): Proxies & Record<string, Proxy> {
  const server = new URL(databaseUrl);
  return {
    database: startProxy({
      hostname: server.hostname,
      port: Number(server.port || 5432),
      watcher: watch("database"),
    }),
    agency: startProxy({
      hostname: "127.0.0.1",
      port: sandboxPort,
      watcher: watch("agency"),
    }),
  };
}

function spawn(
  { environment, databaseUrl }: SlotOptions,
  { port, proxies }: { port: number; proxies: Proxies },
): Deno.ChildProcess {
  const database = new URL(databaseUrl);
  database.host = `127.0.0.1:${proxies.database.port}`;
  const outside = `http://127.0.0.1:${proxies.agency.port}`;
  return new Deno.Command("deno", {
    args: ["run", ...FLAGS, "main.ts", "--serve"],
    env: {
      ...environment,
      DATABASE_URL: database.href,
      PORT: String(port),
      METRICS_PORT: String(freePort()),
      CODEF_BASE_URL: outside,
      CODEF_OAUTH_URL: outside,
      SOLAPI_BASE_URL: outside,
      EXIT_WITH_STDIN: "1",
    },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function keepLog(process: Deno.ChildProcess, logFile: string): Promise<void> {
  const keep = async (stream: ReadableStream<Uint8Array>) => {
    for await (const piece of stream) await Deno.writeFile(logFile, piece, { append: true });
  };
  await Promise.allSettled([keep(process.stdout), keep(process.stderr)]);
}
