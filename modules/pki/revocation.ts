import type { Certificate } from "./certificate.ts";
import { createListSource } from "./revocation_list_source.ts";
import { createOcspSource } from "./ocsp_source.ts";
import type { LdapConnection } from "./ldap.ts";
import { CertificateRevokedError, RevocationUnknownError } from "./verification_errors.ts";

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
  /** Which is asked first ("crl" where absent); the other one is asked when the first gives no answer. */
  readonly prefer?: "crl" | "ocsp";
  /** Hosts ("host" or "host:port") that may be asked; all others are not. */
  readonly allowedHosts: readonly string[];
  readonly fetch: RevocationFetch;
  /** Connects to a directory server; Deno.connect where absent. */
  readonly connect?: (address: { hostname: string; port: number }) => Promise<LdapConnection>;
  /** For one question, 5 seconds where absent. */
  readonly timeoutMs?: number;
  /** A list is fetched again after this time even while it holds, 5 minutes where absent. */
  readonly refreshAfterMs?: number;
  /** Whether the certificates of authorities are looked up in their issuers' lists too. */
  readonly checksAuthorities?: boolean;
}

export interface RevocationEvidence {
  readonly source: "crl" | "ocsp" | "none";
  /** When the answer was made. */
  readonly producedAt?: Date;
  /** Until when it holds. */
  readonly nextUpdate?: Date;
}

/** What a source says about a certificate; undefined when it could not tell. */
export interface RevocationAnswer {
  readonly evidence: RevocationEvidence;
  readonly revoked?: { readonly revokedAt: Date; readonly reason: string };
}

export interface RevocationQuestion {
  readonly certificate: Certificate;
  /** Its issuer, already verified. */
  readonly issuer: Certificate;
  readonly at: Date;
}

/** Asks whether certificates are revoked. Only ask after their signatures were verified: the addresses stand in them. */
export interface RevocationChecker {
  /**
   * @throws {CertificateRevokedError} when it was revoked at or before the moment asked for.
   * @throws {RevocationUnknownError} when nobody can tell and the mode is "required".
   */
  check(question: RevocationQuestion): Promise<RevocationEvidence>;
  clear(): void;
}

export function createRevocationChecker(options: RevocationOptions): RevocationChecker {
  const lists = createListSource(options);
  const responders = createOcspSource(options);
  const sources = options.prefer === "ocsp" ? [responders, lists] : [lists, responders];
  return {
    async check(question) {
      if (options.mode === "off") return { source: "none" };
      const reasons: string[] = [];
      for (const source of sources) {
        const answer = await source.ask(question, reasons);
        if (!answer) continue;
        const { revoked, evidence } = answer;
        if (revoked && revoked.revokedAt <= question.at) {
          throw new CertificateRevokedError(revoked.revokedAt, revoked.reason);
        }
        return evidence;
      }
      if (options.mode === "required") {
        throw new RevocationUnknownError(
          reasons.join("; ") || "the certificate names no address that may be asked",
        );
      }
      return { source: "none" };
    },
    clear: () => lists.clear(),
  };
}
