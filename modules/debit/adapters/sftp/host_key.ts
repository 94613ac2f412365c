import type { Kernel } from "@maru/kernel";

const TIMEOUT_MS = 5_000;
const RESPONSE_BYTES_MAX = 10_000;

/**
 * The key that a server must show: the configured one. Beside the sandbox, whose key is made anew
 * with its data folder, the sandbox is asked for it.
 */
export function hostKeyOf(kernel: Kernel, configured: string): () => Promise<string> {
  const { sandboxUrl } = kernel.config;
  if (configured !== "" || sandboxUrl === "") return () => Promise.resolve(configured);
  const client = kernel.outbound.client({
    name: "sandbox-host-key",
    origins: [new URL(sandboxUrl).origin],
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
    retryCountMax: 0,
  });
  return async () => {
    const response = await client.request({
      method: "GET",
      url: `${sandboxUrl}/sandbox/clearing/host-key`,
    });
    const { fingerprint } = response.json() as { fingerprint?: unknown };
    return typeof fingerprint === "string" ? fingerprint : "";
  };
}
