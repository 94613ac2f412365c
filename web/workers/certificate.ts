/**
 * The certificate worker: one per piece of work, ended after it. It has no network of its own use;
 * see `certificates/work/work.ts` for the steps.
 *
 * @module
 */
import { createWork, type WorkSteps } from "../certificates/work/work.ts";
import type { WorkAnswer, WorkOrder } from "../certificates/worker_client.ts";

const work = createWork();

addEventListener("message", async ({ data }: MessageEvent<WorkOrder>) => {
  postMessage(await answerTo(data));
});

async function answerTo({ number, step, input }: WorkOrder): Promise<WorkAnswer> {
  try {
    const run = work[step as keyof WorkSteps] as (input: unknown) => Promise<unknown>;
    return { number, value: await run(input) };
  } catch (error) {
    // Only the name of the condition goes out; a message could repeat what was typed.
    return { number, failure: error instanceof Error ? error.name : "Error" };
  }
}
