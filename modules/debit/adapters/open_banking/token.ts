import type { Kernel, OutboundClient } from "@maru/kernel";
import { HolderCheckUnavailableError } from "../../settings/holder_check.ts";
import type { OpenBankingSettings } from "./settings.ts";

/** A token, and the code (이용기관코드) that every call's number begins with. */
export interface Access {
  readonly token: string;
  readonly clientUseCode: string;
}

/** OAuth2 client credentials (RFC 6749, section 4.4); one token for all calls of this process. */
export interface Accesses {
  get(): Promise<Access>;
  /** It was refused: the next call gets another. */
  forget(access: Access): void;
}

export interface OpenBankingParts {
  readonly kernel: Kernel;
  readonly client: OutboundClient;
  readonly config: OpenBankingSettings;
}

/** Renewed this long before its end, so that none ends on its way. */
const RENEW_BEFORE_MS = 5 * 60_000;
const CLIENT_USE_CODE = /^[0-9A-Z]{10}$/;

export function createAccesses({ kernel, client, config }: OpenBankingParts): Accesses {
  let held: { access: Access; endsAtMs: number } | undefined;
  let asking: Promise<Access> | undefined;

  async function ask(): Promise<Access> {
    const response = await client.request({
      method: "POST",
      url: `${config.baseUrl}/oauth/2.0/token`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        client_id: config.clientId,
        client_secret: config.clientSecret,
        scope: "oob",
        grant_type: "client_credentials",
      }).toString(),
      idempotent: true,
    });
    if (response.status !== 200) {
      throw new HolderCheckUnavailableError(`Cannot get a token: answer ${response.status}`);
    }
    const access = readAccess(response.json());
    held = { access, endsAtMs: kernel.clock.now().getTime() + access.seconds * 1_000 };
    return access;
  }

  return {
    async get() {
      const nowMs = kernel.clock.now().getTime();
      if (held !== undefined && held.endsAtMs - RENEW_BEFORE_MS > nowMs) return held.access;
      asking ??= ask().finally(() => asking = undefined);
      return await asking;
    },
    forget(access) {
      if (held?.access.token === access.token) held = undefined;
    },
  };
}

function readAccess(answer: unknown): Access & { seconds: number } {
  const fields = new Map(Object.entries(answer ?? {}) as [string, unknown][]);
  const token = fields.get("access_token");
  const seconds = fields.get("expires_in");
  const clientUseCode = fields.get("client_use_code");
  const isWhole = typeof token === "string" && typeof seconds === "number" &&
    typeof clientUseCode === "string" && CLIENT_USE_CODE.test(clientUseCode);
  if (!isWhole) throw new HolderCheckUnavailableError("Cannot read the answer to a token request");
  return { token, clientUseCode, seconds };
}
