import type { Kernel, OutboundClient } from "@maru/kernel";
import type { CodefSettings } from "./codef_settings.ts";

/** OAuth2 client credentials (RFC 6749, section 4.4); one token for all calls of this process. */
export interface Tokens {
  get(): Promise<string>;
  /** The gateway refused it: the next call gets another. */
  forget(token: string): void;
}

/** The gateway gives us no token: our account is wrong, or it is down. */
export class TokenRefusedError extends Error {
  override name = "TokenRefusedError";
  constructor(readonly status: number) {
    super(`Cannot get a token from the aggregator: it answered ${status}`);
  }
}

/** Renewed this long before its end, so that none ends on its way. */
const RENEW_BEFORE_MS = 5 * 60_000;

export function createTokens(
  { kernel, client, config }: { kernel: Kernel; client: OutboundClient; config: CodefSettings },
): Tokens {
  let held: { token: string; endsAtMs: number } | undefined;
  let asking: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const account = new TextEncoder().encode(`${config.clientId}:${config.clientSecret}`);
    const response = await client.request({
      method: "POST",
      url: `${config.oauthUrl}/oauth/token`,
      headers: {
        authorization: `Basic ${account.toBase64()}`,
        "content-type": "application/x-www-form-urlencoded",
        accept: "application/json",
      },
      body: "grant_type=client_credentials&scope=read",
      idempotent: true,
      timeoutMs: 10_000,
    });
    if (response.status !== 200) throw new TokenRefusedError(response.status);
    const { access_token: token, expires_in: seconds } = response.json() as Record<string, unknown>;
    if (typeof token !== "string" || typeof seconds !== "number") throw new TokenRefusedError(200);
    held = { token, endsAtMs: kernel.clock.now().getTime() + seconds * 1_000 };
    return token;
  }

  return {
    async get() {
      const nowMs = kernel.clock.now().getTime();
      if (held !== undefined && held.endsAtMs - RENEW_BEFORE_MS > nowMs) return held.token;
      asking ??= ask().finally(() => asking = undefined);
      return await asking;
    },
    forget(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
