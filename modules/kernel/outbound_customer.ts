import { lookup } from "node:dns/promises";
import { type IncomingMessage, request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { messageOf } from "./errors.ts";
import { addressKind } from "./outbound_address.ts";
import { OutboundError, type OutboundRequest, type OutboundResponse } from "./outbound_types.ts";
import { BodyTooLargeError, outboundResponse, readBody } from "./outbound_response.ts";
import { withTimeout } from "./timeout.ts";

/** Names customers' addresses in metrics: one name for all, or there would be a series for each. */
export const CUSTOMER = "customer";

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;

export const resolveByMachine: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

export interface CustomerOptions {
  /** Beside the sandbox, plain http and private and loopback addresses may be called too. */
  readonly isDemo: boolean;
  readonly resolve: Resolve;
}

/**
 * The one address that a customer's URL may be called at. Every address of the name must be allowed:
 * else the choice among them would be the attacker's.
 *
 * @throws {OutboundError} `notAllowed`; `refused` when the name does not resolve
 */
export async function customerAddress(url: URL, options: CustomerOptions): Promise<string> {
  const refuse = (why: string) =>
    new OutboundError("notAllowed", CUSTOMER, `Cannot call "${url.host}": ${why}`);
  const isSecure = url.protocol === "https:";
  if (!isSecure && !(options.isDemo && url.protocol === "http:")) throw refuse("not https");
  if (url.username + url.password !== "") throw refuse("it holds a user name or password");
  const addresses = await addressesOf(url, options.resolve);
  const isAllowed = (address: string) => {
    const kind = addressKind(address);
    return kind === "public" || (options.isDemo && kind !== "reserved");
  };
  const [first] = addresses;
  if (first === undefined || !addresses.every(isAllowed)) throw refuse("not a public address");
  return first;
}

const RESOLVE_TIMEOUT_MS = 5_000;

async function addressesOf(url: URL, resolve: Resolve): Promise<string[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  const isLiteral = url.hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
  if (isLiteral) return [hostname];
  try {
    return await withTimeout(resolve(hostname), RESOLVE_TIMEOUT_MS);
  } catch {
    throw new OutboundError("refused", CUSTOMER, `Cannot call "${url.host}": no such host`);
  }
}

export interface PinnedPost {
  readonly url: URL;
  /** The address that was checked: nothing is resolved again. */
  readonly address: string;
  readonly request: OutboundRequest;
  readonly timeoutMs: number;
  readonly responseBytesMax: number;
}

/**
 * POSTs to exactly this address under the URL's own name (Host and TLS server name); redirects are
 * answers.
 *
 * @throws {OutboundError} when no answer comes
 */
export async function postPinned(options: PinnedPost): Promise<OutboundResponse> {
  const { url, request, timeoutMs, responseBytesMax } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  const fail = (failure: OutboundError["failure"], why: string) =>
    new OutboundError(failure, CUSTOMER, `Cannot call "${url.host}": ${why}`);
  try {
    const message = await answerOf(options, signal);
    const body = await untilAborted(readBody(message, responseBytesMax), signal)
      .finally(() => message.destroy());
    return outboundResponse({ status: message.statusCode ?? 0, headers: headersOf(message), body });
  } catch (error) {
    if (request.signal?.aborted) throw fail("aborted", "the caller gave up");
    if (timeout.aborted) throw fail("timeout", `no answer within ${timeoutMs} ms`);
    if (error instanceof BodyTooLargeError) throw fail("tooLarge", error.message);
    throw fail("refused", messageOf(error));
  }
}

function answerOf(
  { url, address, request }: PinnedPost,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const body = typeof request.body === "string"
    ? new TextEncoder().encode(request.body)
    : request.body ?? new Uint8Array();
  const options: RequestOptions & { servername?: string } = {
    method: "POST",
    host: address,
    port: url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { ...request.headers, host: url.host, "content-length": String(body.length) },
    // A connection of its own: a pooled one could have been made for another name.
    agent: false,
    servername: url.hostname,
  };
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const outgoing = send(options, resolve);
    const abort = () => {
      outgoing.destroy();
      reject(new Error("Gave up"));
    };
    signal.addEventListener("abort", abort, { once: true });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("Gave up")), { once: true });
    work.then(resolve, reject);
  });
}

function headersOf(message: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index + 1 < message.rawHeaders.length; index += 2) {
    headers.append(message.rawHeaders[index] ?? "", message.rawHeaders[index + 1] ?? "");
  }
  return headers;
}
