/**
 * A process of its own that reads hostile files, named on its command line, and prints what came of
 * each, how far its memory grew and how long it was kept from other work: both can only be told
 * where nothing else runs.
 *
 * @module
 */
import { SheetRefusedError, UploadTooLargeError } from "./errors.ts";
import { readSheetInSubprocess } from "./read_in_subprocess.ts";
import { receiveUpload } from "./receive_upload.ts";

const TICK_MS = 5;

export interface HostileReport {
  /** Reason of each file, "read" where it was not refused. */
  readonly outcomes: readonly string[];
  readonly grownBytes: number;
  /** Longest time in which a timer that was due had to wait. */
  readonly stalledMsMax: number;
}

async function main(directory: string, paths: readonly string[]): Promise<HostileReport> {
  await outcomeOf(paths[0] ?? "");
  const watch = watchProcess();
  const outcomes: string[] = [];
  for (const path of paths) outcomes.push(await outcomeOf(path));
  outcomes.push(await outcomeOfUpload(directory));
  return { outcomes, ...watch.stop() };
}

async function outcomeOf(path: string): Promise<string> {
  try {
    for await (const _rows of await readSheetInSubprocess({ path }));
    return "read";
  } catch (error) {
    return error instanceof SheetRefusedError ? error.reason : String(error);
  }
}

/** Three gigabytes that somebody uploads. */
async function outcomeOfUpload(directory: string): Promise<string> {
  let leftCount = 3_000;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (leftCount-- === 0) controller.close();
      else controller.enqueue(new Uint8Array(1_000_000));
    },
  });
  try {
    await receiveUpload(stream, { directory });
    return "received";
  } catch (error) {
    return error instanceof UploadTooLargeError ? "tooLarge" : String(error);
  }
}

function watchProcess() {
  const startBytes = Deno.memoryUsage().rss;
  let peakBytes = startBytes;
  let stalledMsMax = 0;
  let lastAt = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    stalledMsMax = Math.max(stalledMsMax, now - lastAt - TICK_MS);
    lastAt = now;
    peakBytes = Math.max(peakBytes, Deno.memoryUsage().rss);
  }, TICK_MS);
  return {
    stop() {
      clearInterval(timer);
      return { grownBytes: peakBytes - startBytes, stalledMsMax };
    },
  };
}

if (import.meta.main) {
  const [directory = "", ...paths] = Deno.args;
  console.log(JSON.stringify(await main(directory, paths)));
}
