import type { Kernel, OutboundClient } from "@maru/kernel";
import type { AgencyConnector } from "../../agency_connector.ts";
import type { CodefSettings } from "./codef_settings.ts";

const KEPT_MS = 60_000;
const TIMEOUT_MS = 5_000;

/** The gateway's key cannot be had: nothing may be encrypted for it. */
export class GatewayKeyMissingError extends Error {
  override name = "GatewayKeyMissingError";
  constructor(why: string) {
    super(`Cannot give out the gateway's public key: ${why}`);
  }
}

/** The configured key; beside the sandbox, whose key is made anew, the one that it shows. */
export function createGatewayKeys(
  { kernel, client, config }: { kernel: Kernel; client: OutboundClient; config: CodefSettings },
): AgencyConnector["gatewayKey"] {
  let held: { publicKeyBase64: string; readAtMs: number } | undefined;
  return async () => {
    if (config.publicKey !== "") return { publicKeyBase64: config.publicKey };
    if (kernel.config.sandboxUrl === "") {
      throw new GatewayKeyMissingError("CODEF_PUBLIC_KEY is not set");
    }
    const nowMs = kernel.clock.monotonic();
    if (held === undefined || nowMs - held.readAtMs > KEPT_MS) {
      held = { publicKeyBase64: await ask({ client, config }), readAtMs: nowMs };
    }
    return { publicKeyBase64: held.publicKeyBase64 };
  };
}

async function ask(
  { client, config }: { client: OutboundClient; config: CodefSettings },
): Promise<string> {
  const response = await client.request({
    method: "GET",
    url: `${config.baseUrl}/sandbox/gateway-key`,
    idempotent: true,
    timeoutMs: TIMEOUT_MS,
  });
  const { publicKey } = response.json() as { publicKey?: unknown };
  if (response.status !== 200 || typeof publicKey !== "string" || publicKey === "") {
    throw new GatewayKeyMissingError(`the sandbox answered ${response.status}`);
  }
  return publicKey;
}
