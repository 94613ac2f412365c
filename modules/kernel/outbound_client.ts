import { machineTime } from "./clock.ts";
import { messageOf } from "./errors.ts";
import { type Breaker, openOrWorst } from "./outbound_breaker.ts";
import { BodyTooLargeError, outboundResponse, readBody } from "./outbound_response.ts";
import {
  type OutboundClient,
  OutboundError,
  type OutboundPolicy,
  type OutboundRequest,
  type OutboundResponse,
} from "./outbound_types.ts";
import type { OutboundWatch } from "./outbound_watch.ts";

export interface OutboundClientOptions {
  readonly policy: OutboundPolicy;
  /** The breaker of a host, shared by all clients of this peer in the process. */
  readonly breakerOf: (host: string) => Breaker;
  readonly watch: OutboundWatch;
}

/** Calls one peer by its policy. */
export function createOutboundClient(
  { policy, breakerOf, watch }: OutboundClientOptions,
): OutboundClient {
  const origins = new Set(policy.origins.map((origin) => new URL(origin).origin));
  const hosts = [...origins].map((origin) => new URL(origin).host);

  return {
    async request(request) {
      const url = allowedUrl(request.url, { policy, origins });
      const retryCountMax = request.idempotent ? policy.retryCountMax : 0;
      for (let retryCount = 0;; retryCount++) {
        const answer = await attempt({ url, request, policy, watch, breaker: breakerOf(url.host) });
        const waitMs = retryCount < retryCountMax ? retryWaitMs(answer, retryCount) : undefined;
        if (waitMs !== undefined) {
          await pause(waitMs, { peer: policy.name, signal: request.signal });
        } else if (answer instanceof OutboundError) throw answer;
        else return answer;
      }
    },
    breaker: () => openOrWorst(hosts.map((host) => breakerOf(host).state())),
  };
}

function allowedUrl(
  text: string,
  { policy, origins }: { policy: OutboundPolicy; origins: ReadonlySet<string> },
): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const hasCredentials = url !== undefined && url.username + url.password !== "";
  if (url === undefined || hasCredentials || !origins.has(url.origin)) {
    const origin = url === undefined ? "an address that is none" : `"${url.origin}"`;
    throw new OutboundError(
      "notAllowed",
      policy.name,
      `Cannot call ${origin} as "${policy.name}": not an allowed origin`,
    );
  }
  return url;
}

interface Attempt {
  readonly url: URL;
  readonly request: OutboundRequest;
  readonly policy: OutboundPolicy;
  readonly watch: OutboundWatch;
  readonly breaker: Breaker;
}

async function attempt(options: Attempt): Promise<OutboundResponse | OutboundError> {
  const { url, policy, watch, breaker } = options;
  if (!breaker.admits()) {
    const message = `Cannot call "${policy.name}": too many failures at "${url.host}" lately`;
    return watch.refused(new OutboundError("breakerOpen", policy.name, message), url.host);
  }
  const ended = watch.started(policy.name, url.host);
  try {
    const answer = await send(options);
    if (answer.status >= 500 && !policy.isGateway) breaker.failed();
    else breaker.succeeded();
    ended(answer);
    return answer;
  } catch (error) {
    const failure = asOutboundError(error, options);
    if (failure.failure === "timeout" || failure.failure === "refused") breaker.failed();
    else if (failure.failure === "tooLarge") breaker.succeeded();
    else breaker.abandoned();
    ended(failure);
    return failure;
  } finally {
    watch.breaker(url.host, breaker.state().open);
  }
}

async function send({ url, request, policy }: Attempt): Promise<OutboundResponse> {
  const timeout = AbortSignal.timeout(request.timeoutMs ?? policy.timeoutMs);
  const response = await fetch(url, {
    method: request.method,
    redirect: "manual",
    signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
    ...(request.headers ? { headers: request.headers } : {}),
    ...(request.body === undefined ? {} : { body: request.body as BodyInit }),
  });
  const announced = Number(response.headers.get("content-length") ?? "0");
  if (announced > policy.responseBytesMax) {
    await response.body?.cancel();
    throw new BodyTooLargeError(`${announced} bytes were announced`);
  }
  const body = response.body === null
    ? new Uint8Array()
    : await readBody(response.body, policy.responseBytesMax);
  return outboundResponse({ status: response.status, headers: response.headers, body });
}

function asOutboundError(error: unknown, { url, request, policy }: Attempt): OutboundError {
  const fail = (failure: OutboundError["failure"], why: string) =>
    new OutboundError(
      failure,
      policy.name,
      `Cannot call "${policy.name}" at "${url.host}": ${why}`,
    );
  if (request.signal?.aborted) return fail("aborted", "the caller gave up");
  if (error instanceof BodyTooLargeError) return fail("tooLarge", messageOf(error));
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return fail("timeout", `no answer within ${request.timeoutMs ?? policy.timeoutMs} ms`);
  }
  return fail("refused", reasonOf(error));
}

/** The runtime puts the whole URL into the reason, and a query may hold what no log may. */
function reasonOf(error: unknown): string {
  const reason = messageOf(error instanceof Error ? error.cause ?? error : error);
  return reason.replaceAll(/(?: for url)? ?\(?https?:\/\/\S*/g, "");
}

const RETRY_STATUSES = new Set([429, 500, 502, 503, 504]);
const RETRY_BASE_MS = 200;
const RETRY_LONGEST_MS = 10_000;
/** Who asks for more patience than this gets the answer handed to the caller instead. */
const RETRY_AFTER_LONGEST_MS = 30_000;

/** How long to wait before the next try; undefined when there shall be none. */
function retryWaitMs(
  answer: OutboundResponse | OutboundError,
  retryCount: number,
): number | undefined {
  // Full jitter: any moment up to the doubled bound, so that callers do not come back together.
  const jitterMs = randomBelow(Math.min(RETRY_LONGEST_MS, RETRY_BASE_MS * 2 ** retryCount));
  if (answer instanceof OutboundError) {
    return answer.failure === "refused" || answer.failure === "timeout" ? jitterMs : undefined;
  }
  if (!RETRY_STATUSES.has(answer.status)) return undefined;
  const askedMs = retryAfterMs(answer.headers.get("retry-after"));
  return askedMs > RETRY_AFTER_LONGEST_MS ? undefined : askedMs + jitterMs;
}

/** Retry-After is in seconds or an HTTP date (RFC 9110, section 10.2.3). */
function retryAfterMs(value: string | null): number {
  if (value === null) return 0;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value) * 1_000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? 0 : Math.max(0, at - machineTime().getTime());
}

function randomBelow(bound: number): number {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return Math.floor((random / 2 ** 32) * bound);
}

function pause(
  waitMs: number,
  { peer, signal }: { peer: string; signal: AbortSignal | undefined },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      const message = `Cannot call "${peer}": the caller gave up`;
      reject(new OutboundError("aborted", peer, message));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, waitMs);
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}
