import { Buffer } from "node:buffer";
import { freePort, waitUntilAnswers } from "./ports.ts";
import type { Verdict, Watcher } from "./proxy.ts";
import { spawn, startProxies } from "./slot_process.ts";
import { type Channel, RANDOM_MOMENT, type Step } from "./steps.ts";

/** One of the two `serve` processes: killed and started again, always behind its own proxies. */
export interface Slot {
  readonly name: string;
  start(): Promise<void>;
  /** Kills the process at the first of the steps that it comes to; undefined when none comes in time. */
  killAt(
    steps: readonly Step[],
    options: KillOptions,
  ): Promise<Step | undefined>;
  killNow(): Promise<void>;
  /** By which it takes leases of ticks; that of the dead one until the next has taken any. */
  holder(): string | undefined;
  /** False after its death, until it is started again. */
  isAlive(): boolean;
  /** Ends it cleanly. */
  stop(): Promise<void>;
  /** A delivery that this process has in hand passes the webhook's proxy. */
  webhook: Watcher;
  owns(deliveryId: string): boolean;
}

export interface KillOptions {
  readonly waitMs: number;
  readonly delayMs: number;
  /** Kills something else in place of the process, at once. */
  readonly strike?: () => void;
}

export interface SlotOptions {
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly databaseUrl: string;
  readonly sandboxPort: number;
  /** Files are exchanged through a proxy in front of it. */
  readonly sftpPort: number;
  readonly logFile: string;
  /** Takes a line for each start, kill and request, to be read beside the agencies' own journal. */
  readonly note: (event: string, fields: Record<string, unknown>) => void;
}

interface Arming {
  readonly steps: readonly Step[];
  readonly delayMs: number;
  readonly strike?: () => void;
  resolve(step: Step | undefined): void;
}

const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 20_000;
/** Statements that take a delivery in hand; its id stands among their values. */
const DELIVERY_MARKS = ["submission.record_issued(", "update submission.delivery"];
const LEASE_MARK = "insert into kernel.tick as t";
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const REQUEST_LINE = /^POST (\S+) HTTP/;
const REQUEST_LINE_BYTES_MAX = 300;
const OPEN_STEP = "openStep";

export function createSlot(options: SlotOptions): Slot {
  let process: Deno.ChildProcess | undefined;
  let arming: Arming | undefined;
  let holder: string | undefined;
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
    if (armed.strike === undefined) void kill().then(() => armed.resolve(step));
    else {
      armed.strike();
      armed.resolve(step);
    }
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
        if (channel === "database") {
          noteDeliveries(text, inHand);
          holder = holderIn(text) ?? holder;
        }
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
      const started = process = spawn(options, { port, proxies });
      void keepLog(started, options.logFile);
      const death = started.status.then(({ code }) => {
        if (process === started) process = undefined;
        throw new Error(`Cannot start "${options.name}": it ended with ${code}`);
      });
      death.catch(() => {});
      await Promise.race([
        death,
        waitUntilAnswers(`http://127.0.0.1:${port}/readyz`, READY_MS_MAX),
      ]);
      options.note("ready", { slot: options.name });
    },
    holder: () => holder,
    isAlive: () => process !== undefined,
    async killAt(steps, { waitMs, ...how }) {
      const struck = Promise.withResolvers<Step | undefined>();
      const armed: Arming = { ...how, steps, resolve: struck.resolve };
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

/** Whoever takes a tick's lease names itself among the values. */
function holderIn(text: Buffer): string | undefined {
  if (!text.includes(LEASE_MARK)) return undefined;
  return text.toString("latin1").match(UUID)?.[0];
}

function noteDeliveries(text: Buffer, inHand: Set<string>): void {
  if (!DELIVERY_MARKS.some((mark) => text.includes(mark))) return;
  for (const [id] of text.toString("latin1").matchAll(UUID)) inHand.add(id);
}

async function keepLog(process: Deno.ChildProcess, logFile: string): Promise<void> {
  const keep = async (stream: ReadableStream<Uint8Array>) => {
    for await (const piece of stream) await Deno.writeFile(logFile, piece, { append: true });
  };
  await Promise.allSettled([keep(process.stdout), keep(process.stderr)]);
}
