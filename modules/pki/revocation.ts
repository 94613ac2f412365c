/** A fetch-like port; the app gives its own outbound HTTP, tests give a function. */
export type RevocationFetch = (
  url: string,
  init: {
    method: "GET" | "POST";
    headers: Record<string, string>;
    body?: Uint8Array<ArrayBuffer>;
    signal: AbortSignal;
  },
) => Promise<{ readonly status: number; arrayBuffer(): Promise<ArrayBuffer> }>;

export interface RevocationOptions {
  /** required: no answer is a refusal; ifAvailable: no answer passes; off: never asked. */
  readonly mode: "required" | "ifAvailable" | "off";
  /** Which is asked first; the other one is asked when the first gives no answer. */
  readonly prefer?: "crl" | "ocsp";
  /** Hosts ("host" or "host:port") that may be asked; all others are not. */
  readonly allowedHosts: readonly string[];
  readonly fetch: RevocationFetch;
  readonly timeoutMs?: number;
  /** Whether the CA's own certificate is looked up in the root's CRL too. */
  readonly checksAuthorities?: boolean;
}

export interface RevocationEvidence {
  readonly source: "crl" | "ocsp" | "none";
  /** When the answer was made. */
  readonly producedAt?: Date;
  /** Until when it holds. */
  readonly nextUpdate?: Date;
}
