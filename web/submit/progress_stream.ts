import type { SubmitterSession } from "@maru/auth";
import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { WebEnv } from "../context.ts";
import type { SubmitContext } from "./context.ts";
import { progressData } from "./progress_data.ts";

const LOOK_MS = 500;
/** The browser reconnects by itself; an endless stream would outlive its session. */
const STREAM_MS_MAX = 5 * 60_000;
const KEEP_ALIVE_MS = 15_000;

/** Sends the whole progress whenever its version grows, until it is finished. */
export function progressStream(
  context: SubmitContext,
  c: Context<WebEnv>,
  parts: { session: SubmitterSession; submissionId: string },
): Response {
  const { session, submissionId } = parts;
  return streamSSE(c, async (stream) => {
    const { clock } = context.kernel;
    const startedAt = clock.monotonic();
    let version = "";
    let spokeAt = startedAt;
    while (
      !stream.aborted && !context.streams.stopping && clock.monotonic() - startedAt < STREAM_MS_MAX
    ) {
      if (await context.submission.submitter.version(session, submissionId) !== version) {
        const view = await context.submission.submitter.view(session, submissionId);
        version = view.version;
        spokeAt = clock.monotonic();
        const data = JSON.stringify(progressData(view, clock.now()));
        await stream.writeSSE({ event: "progress", id: version, data });
        if (view.state === "finished") return await stream.writeSSE({ event: "end", data: "" });
      } else if (clock.monotonic() - spokeAt > KEEP_ALIVE_MS) {
        spokeAt = clock.monotonic();
        await stream.writeSSE({ event: "alive", data: "" });
      }
      await stream.sleep(LOOK_MS);
    }
  });
}
