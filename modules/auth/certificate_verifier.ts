import { type ConfigOf, type Kernel, OutboundError } from "@maru/kernel";
import {
  type CertificatePolicy,
  createTrustStore,
  createVerifier,
  type RevocationFetch,
  type Verifier,
} from "@maru/pki";
import type { authSettings } from "./settings.ts";

const TIMEOUT_MS = 5_000;
/** CRLs of a large authority are partitioned; ten megabytes are far beyond any of them. */
const RESPONSE_BYTES_MAX = 10_000_000;

/**
 * The verifier of people's certificates. Which policy may log in is decided by `auth.policy_rule` alone;
 * what binds somebody takes a certificate of a person or a company that is not kept to other uses.
 */
export function createCertificateVerifier(
  { kernel, config }: {
    kernel: Pick<Kernel, "clock" | "outbound">;
    config: ConfigOf<typeof authSettings>;
  },
): Verifier {
  return createVerifier({
    trust: createTrustStore({ directory: config.rootsDirectory }),
    clock: kernel.clock,
    revocation: {
      mode: config.revocationMode,
      allowedHosts: config.revocationHosts,
      fetch: revocationFetch(kernel, config.revocationHosts),
      timeoutMs: TIMEOUT_MS,
    },
    policyIsAllowed: (policy, purpose) => purpose === "sign" ? maySign(policy) : mayAsk(policy),
  });
}

function mayAsk({ kind }: CertificatePolicy): boolean {
  return kind !== "authority" && kind !== "server";
}

/** 범용, and those that banks give out; a certificate for tax invoices binds to nothing else. */
function maySign({ kind, use }: CertificatePolicy): boolean {
  return (kind === "personal" || kind === "corporate") && (use === "general" || use === "finance");
}

function revocationFetch(
  kernel: Pick<Kernel, "outbound">,
  hosts: readonly string[],
): RevocationFetch {
  const client = kernel.outbound.client({
    name: "revocation",
    origins: hosts.flatMap((host) =>
      [`http://${host}`, `https://${host}`].map((url) => new URL(url).origin)
    ),
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
    retryCountMax: 1,
  });
  return async (url, { method, headers, body, signal }) => {
    try {
      const answer = await client.request({
        method,
        url,
        headers,
        signal,
        idempotent: true,
        ...(body === undefined ? {} : { body }),
      });
      return {
        status: answer.status,
        arrayBuffer: () => Promise.resolve(new Uint8Array(answer.body).buffer),
      };
    } catch (error) {
      // For the verifier an answer that did not come is a failed fetch, like any other.
      if (error instanceof OutboundError) throw new TypeError(error.message, { cause: error });
      throw error;
    }
  };
}
