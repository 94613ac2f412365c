import { SheetParserError, SheetRefusedError } from "../errors.ts";
import type { SheetOrder } from "../read_sheet.ts";
import { readMessages } from "./message_reader.ts";
import { messageByteCountMax, type ParserMessage } from "./messages.ts";

const SCRIPT = new URL("../../../bin/parse", import.meta.url).pathname;
const ERROR_TEXT_LENGTH_MAX = 300;
/** How a process ends that ran into a limit of `bin/parse`, or into the engine's own. */
const LIMIT_SIGNALS: readonly (Deno.Signal | null)[] = [
  "SIGABRT",
  "SIGBUS",
  "SIGILL",
  "SIGKILL",
  "SIGSEGV",
  "SIGTRAP",
  "SIGXCPU",
];

export interface ParserProcess {
  /**
   * The next message; undefined once the sheet has ended.
   *
   * @throws {SheetRefusedError} when the parser refuses the file or falls over it
   * @throws {SheetParserError} when the parser does not run or talks nonsense
   */
  next(): Promise<ParserMessage | undefined>;
  /** Ends the process at once; resolves when it is gone. `reason` is what `next` throws then. */
  stop(reason?: unknown): Promise<void>;
}

/** @throws {SheetParserError} */
export function startParser(path: string, order: SheetOrder): ParserProcess {
  const child = spawned(path, order);
  const output = child.stdout.getReader();
  const messages = readMessages(output, messageByteCountMax(order.limits));
  const errorText = headOf(child.stderr);
  let stopReason: unknown;
  let isStopped = false;

  return { next, stop };

  async function next(): Promise<ParserMessage | undefined> {
    const { value, done } = await messages.next();
    if (isStopped) throw stopReason ?? new SheetParserError("it was stopped");
    if (done) throw await reasonOfEnd();
    if ("refused" in value) throw new SheetRefusedError(value.refused);
    return "end" in value ? undefined : value;
  }

  async function stop(reason?: unknown): Promise<void> {
    if (!isStopped) stopReason = reason;
    isStopped = true;
    killQuietly(child);
    await output.cancel().catch(() => {});
    await Promise.allSettled([child.status, errorText]);
  }

  /** The output ended in the middle: the process fell over the file, or never ran. */
  async function reasonOfEnd(): Promise<Error> {
    const status = await child.status;
    if (LIMIT_SIGNALS.includes(status.signal)) {
      const detail = `the parser ended by ${status.signal}`;
      return new SheetRefusedError({ reason: "tooHeavy", detail });
    }
    return new SheetParserError(`exit code ${status.code}, ${await errorText}`);
  }
}

function spawned(path: string, order: SheetOrder) {
  try {
    return new Deno.Command(SCRIPT, {
      args: [path, JSON.stringify(order)],
      // Our settings and secrets are none of its business.
      clearEnv: true,
      env: { PATH: Deno.env.get("PATH") ?? "" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    throw new SheetParserError(error instanceof Error ? error.message : String(error));
  }
}

/** Reads all, for a full pipe would stop the process, and keeps the head of it for the log. */
async function headOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const part of stream.pipeThrough(new TextDecoderStream() as TextTransform)) {
    if (text.length < ERROR_TEXT_LENGTH_MAX) text += part.slice(0, ERROR_TEXT_LENGTH_MAX);
  }
  return text.slice(0, ERROR_TEXT_LENGTH_MAX);
}

type TextTransform = ReadableWritablePair<string, Uint8Array>;

function killQuietly(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch {
    // It ended by itself.
  }
}
