import { messageOf } from "./errors.ts";
import { readHttpAnswer } from "./http_answer.ts";
import { BodyTooLargeError, outboundResponse, readBody } from "./outbound_response.ts";
import { OutboundError, type OutboundRequest, type OutboundResponse } from "./outbound_types.ts";

export interface PinnedPost {
  /** Names the peer in errors. */
  readonly peer: string;
  readonly url: URL;
  /** The address that was checked: nothing is resolved again. */
  readonly address: string;
  readonly request: OutboundRequest;
  readonly timeoutMs: number;
  readonly responseBytesMax: number;
}

/**
 * POSTs to exactly this address, under the URL's own name (Host and TLS server name, whose
 * certificate is checked). Redirects are answers.
 *
 * It speaks HTTP/1.1 on a connection of its own: `fetch` cannot be told an address, and TLS through
 * `node:https` asks for the permission to read the machine's certificates.
 *
 * @throws {OutboundError} when no answer comes
 */
export async function postPinned(options: PinnedPost): Promise<OutboundResponse> {
  const { peer, url, request, timeoutMs } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    return await exchange(options, signal);
  } catch (error) {
    const fail = (failure: OutboundError["failure"], why: string) =>
      new OutboundError(failure, peer, `Cannot call "${url.host}": ${why}`);
    if (request.signal?.aborted) throw fail("aborted", "the caller gave up");
    if (timeout.aborted) throw fail("timeout", `no answer within ${timeoutMs} ms`);
    if (error instanceof BodyTooLargeError) throw fail("tooLarge", error.message);
    throw fail("refused", messageOf(error));
  }
}

async function exchange(options: PinnedPost, signal: AbortSignal): Promise<OutboundResponse> {
  const message = messageFor(options.url, options.request);
  const connection = await connect(options, signal);
  // A closed connection ends every read and write on it.
  const abort = () => close(connection);
  signal.addEventListener("abort", abort, { once: true });
  try {
    signal.throwIfAborted();
    const secured = options.url.protocol === "https:"
      ? await Deno.startTls(connection, { hostname: nameOf(options.url) })
      : connection;
    const abortSecured = () => close(secured);
    signal.addEventListener("abort", abortSecured, { once: true });
    try {
      await writeAll(secured, message);
      const answer = await readHttpAnswer(secured);
      const body = await readBody(answer.body, options.responseBytesMax);
      return outboundResponse({ status: answer.status, headers: answer.headers, body });
    } finally {
      signal.removeEventListener("abort", abortSecured);
      close(secured);
    }
  } finally {
    signal.removeEventListener("abort", abort);
    close(connection);
  }
}

async function connect({ url, address }: PinnedPost, signal: AbortSignal): Promise<Deno.TcpConn> {
  signal.throwIfAborted();
  const defaultPort = url.protocol === "https:" ? 443 : 80;
  const port = url.port === "" ? defaultPort : Number(url.port);
  const connecting = Deno.connect({ hostname: address, port });
  return await new Promise((resolve, reject) => {
    const abort = () => {
      // It may still succeed later; then nobody wants it any more.
      connecting.then(close, () => {});
      reject(new Error("Gave up"));
    };
    signal.addEventListener("abort", abort, { once: true });
    connecting.then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", abort));
  });
}

function messageFor(url: URL, request: OutboundRequest): Uint8Array {
  const body = typeof request.body === "string"
    ? new TextEncoder().encode(request.body)
    : request.body ?? new Uint8Array();
  // Headers refuses line ends in names and values.
  const headers = new Headers(request.headers ?? {});
  headers.set("host", url.host);
  headers.set("connection", "close");
  headers.set("content-length", String(body.length));
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  const head = [`POST ${url.pathname}${url.search} HTTP/1.1`, ...lines, "", ""].join("\r\n");
  const headBytes = new TextEncoder().encode(head);
  const message = new Uint8Array(headBytes.length + body.length);
  message.set(headBytes);
  message.set(body, headBytes.length);
  return message;
}

/** The name that the peer's certificate must bear. */
function nameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$|\.$/g, "");
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await connection.write(bytes.subarray(written));
  }
}

function close(connection: Deno.Conn): void {
  try {
    connection.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
