/**
 * Records every request of every page, frame and worker of the browser, bodies included, by a
 * DevTools connection of its own. Nothing of what the tests do can bypass it: it attaches to targets
 * before they run.
 *
 * @module
 */
import { connectDevtools, type Devtools, type DevtoolsEvent, type Parameters } from "./devtools.ts";
import { within } from "./within.ts";

export interface RequestRecorder {
  /** ndjson: one line a request, one more where its body had to be asked for. */
  readonly path: string;
  readonly counts: Readonly<{ requests: number; bodies: number; workers: number; pages: number }>;
  /** @throws {Error} naming what the browser did not answer in time */
  stop(): Promise<void>;
}

/** What is asked for last is asked for while pages close; the browser answers in milliseconds. */
const STOP_MS_MAX = 20_000;

const POST_BYTES_MAX = 64 * 1_048_576;

export async function recordRequests(
  options: { readonly debuggerUrl: string; readonly path: string },
): Promise<RequestRecorder> {
  const file = await Deno.open(options.path, { create: true, append: true });
  const counts = { requests: 0, bodies: 0, workers: 0, pages: 0 };
  const pending = new Set<Promise<void>>();
  const write = (line: Parameters) => {
    file.writeSync(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
  };
  const track = (work: Promise<void>) => {
    const quiet = work.catch(() => {}).finally(() => pending.delete(quiet));
    pending.add(quiet);
  };
  const devtools = await connectDevtools(options.debuggerUrl, (event) => {
    if (event.method === "Target.attachedToTarget") {
      const { type } = event.params.targetInfo as { type: string };
      if (type === "page") counts.pages += 1;
      if (type.includes("worker")) counts.workers += 1;
      return track(watch(devtools, String(event.params.sessionId)));
    }
    if (event.method === "Network.requestWillBeSent") {
      counts.requests += 1;
      track(writeRequest(devtools, event, { write, onBody: () => counts.bodies += 1 }));
    }
    if (event.method === "Network.requestWillBeSentExtraInfo") {
      write({ kind: "headers", headers: event.params.headers });
    }
    if (
      event.method === "Network.webSocketFrameSent" || event.method === "Network.webSocketCreated"
    ) {
      write({ kind: event.method, params: event.params });
    }
  });
  await autoAttach(devtools);
  return {
    path: options.path,
    counts,
    async stop() {
      try {
        await within(STOP_MS_MAX, settled(pending), () => unanswered(devtools));
      } finally {
        devtools.close();
        file.close();
      }
    },
  };
}

/** All that was under way is over, and what began meanwhile. */
async function settled(pending: ReadonlySet<Promise<void>>): Promise<void> {
  while (pending.size > 0) await Promise.all(pending);
}

function unanswered(devtools: Devtools): string {
  return `the record of requests, without an answer to ${devtools.unanswered().join(", ")}`;
}

/** The target waits until its requests are watched and its own children will be. */
async function watch(devtools: Devtools, sessionId: string): Promise<void> {
  const limits = { maxTotalBufferSize: POST_BYTES_MAX, maxPostDataSize: POST_BYTES_MAX };
  await Promise.allSettled([
    devtools.send("Network.enable", limits, sessionId),
    autoAttach(devtools, sessionId),
    devtools.send("Runtime.runIfWaitingForDebugger", {}, sessionId),
  ]);
}

async function autoAttach(devtools: Devtools, sessionId?: string): Promise<void> {
  await devtools.send(
    "Target.setAutoAttach",
    { autoAttach: true, waitForDebuggerOnStart: true, flatten: true },
    sessionId,
  );
}

interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Parameters;
  readonly postData?: string;
  readonly hasPostData?: boolean;
  readonly postDataEntries?: readonly { readonly bytes?: string }[];
}

async function writeRequest(
  devtools: Devtools,
  event: DevtoolsEvent,
  to: { write(line: Parameters): void; onBody(): void },
): Promise<void> {
  const { url, method, headers, postData, hasPostData, postDataEntries } = event.params
    .request as SentRequest;
  const { requestId } = event.params;
  const parts = postDataEntries?.map(({ bytes }) => bytes ?? "").join("") ?? "";
  if (hasPostData) to.onBody();
  to.write({
    kind: "request",
    requestId,
    url,
    method,
    headers,
    body: postData,
    bytes: decode(parts),
  });
  if (!hasPostData || postData !== undefined) return;
  const { postData: asked } = await devtools.send(
    "Network.getRequestPostData",
    { requestId },
    event.sessionId,
  );
  to.write({ kind: "body", requestId, url, body: asked });
}

/** Base64 of what was sent, as text where it is text, so that a search in the file finds it. */
function decode(base64: string): string | undefined {
  if (base64 === "") return undefined;
  try {
    return atob(base64);
  } catch {
    return base64;
  }
}
