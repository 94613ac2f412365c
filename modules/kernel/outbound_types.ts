export interface OutboundPolicy {
  /** Names the peer in logs, metrics and the breaker, e.g. `codef`. */
  readonly name: string;
  /** The only origins that may be called, e.g. `https://api.codef.io`. */
  readonly origins: readonly string[];
  readonly timeoutMs: number;
  readonly responseBytesMax: number;
  /** Retries of idempotent calls on connection errors, 429 and 5xx, with jitter. */
  readonly retryCountMax: number;
  /**
   * The host stands in front of many systems: an error status tells of one of them and does not
   * count against the host.
   */
  readonly isGateway?: boolean;
}

export interface OutboundRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Only an idempotent call is retried. */
  readonly idempotent?: boolean;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface OutboundResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
  text(): string;
  json(): unknown;
}

/** Calls to one outside system: timeouts, retries, a circuit breaker per host, size caps. */
export interface OutboundClient {
  /**
   * @throws {OutboundError} no answer: refused, timed out, too large, breaker open, not allowed
   */
  request(request: OutboundRequest): Promise<OutboundResponse>;
  /** State of the breaker, for the operator's page. */
  breaker(): { open: boolean; failureCount: number; opensAgainAt?: Date };
}

/** A peer that is called by another protocol than HTTP; its adapter brings the client. */
export interface OutboundPeerPolicy {
  /** Names the peer in logs, metrics and the breaker, e.g. `clearing.sftp`. */
  readonly name: string;
  /** The only hosts that may be connected to, as `host:port`. */
  readonly hosts: readonly string[];
  /**
   * Whether an error tells that the host is down, as a refused connection does; a missing file or a
   * refused password tells of this call alone.
   */
  isHostFailure(error: unknown): boolean;
}

/** Works at one outside system that are no HTTP calls: allow-list, breaker per host, metrics. */
export interface OutboundPeer {
  /**
   * Runs `work`, which connects to `host`, uses the connection for as long as it likes and closes it.
   * When the time is over its signal is aborted, and the caller hears of it at once.
   *
   * @throws {OutboundError} not allowed, breaker open, timed out, aborted
   * @throws whatever `work` throws
   */
  run<T>(
    host: string,
    work: (signal: AbortSignal) => Promise<T>,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<T>;
  /** State of the breaker, for the operator's page. */
  breaker(): { open: boolean; failureCount: number; opensAgainAt?: Date };
}

export interface Outbound {
  client(policy: OutboundPolicy): OutboundClient;
  peer(policy: OutboundPeerPolicy): OutboundPeer;
  /**
   * POST to an address that a customer typed: https and a public address, resolved once and
   * pinned; private addresses only beside the sandbox. No redirects.
   */
  postToCustomer(request: OutboundRequest, timeoutMs: number): Promise<OutboundResponse>;
  /** @throws {OutboundError} `notAllowed` when the address may not be called; nothing is sent */
  checkCustomerAddress(url: string): Promise<void>;
}

export type OutboundFailure =
  | "notAllowed"
  | "refused"
  | "timeout"
  | "tooLarge"
  | "breakerOpen"
  | "aborted";

/** An outside system gave no answer. A status, even 500, is an answer. */
export class OutboundError extends Error {
  override name = "OutboundError";
  constructor(readonly failure: OutboundFailure, readonly peer: string, message: string) {
    super(message);
  }
}
