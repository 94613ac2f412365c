import { type Kernel, type OutboundClient, OutboundError } from "@maru/kernel";
import { ChannelUnavailableError } from "../../exchange/channel.ts";
import type { ClearingHouseSettings } from "./settings.ts";

/** An answer of the clearing house: `response_code` is B0000 where it went well. */
export interface ApiAnswer {
  readonly status: number;
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly list: readonly Readonly<Record<string, unknown>>[];
}

/** Calls with the institution's token, which is renewed when it is not taken any more. */
export interface ClearingApi {
  /** @throws {ChannelUnavailableError} no answer, or one that says nothing (5xx) */
  call(
    method: "GET" | "POST" | "PUT",
    path: string,
    query: Readonly<Record<string, string>>,
  ): Promise<ApiAnswer>;
}

const TIMEOUT_MS = 20_000;
const RESPONSE_BYTES_MAX = 50_000_000;
const RENEW_BEFORE_MS = 5 * 60_000;

export function createClearingApi(
  { kernel, config, institutionCode }: {
    kernel: Kernel;
    config: ClearingHouseSettings;
    institutionCode: string;
  },
): ClearingApi {
  const client = kernel.outbound.client({
    name: "clearing-house",
    origins: [new URL(config.apiUrl).origin],
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
    retryCountMax: 2,
  });
  let held: { token: string; endsAtMs: number } | undefined;

  async function token(): Promise<string> {
    const nowMs = kernel.clock.now().getTime();
    if (held !== undefined && held.endsAtMs - RENEW_BEFORE_MS > nowMs) return held.token;
    held = await askForToken({ client, config, institutionCode, nowMs });
    return held.token;
  }

  return {
    async call(method, path, query) {
      for (let attempt = 1;; attempt++) {
        const answer = await ask(client, {
          method,
          url: `${config.apiUrl}${path}?${new URLSearchParams(query)}`,
          token: await token(),
        });
        if (answer.status !== 401 || attempt === 2) return answer;
        held = undefined;
      }
    },
  };
}

async function askForToken(
  { client, config, institutionCode, nowMs }: {
    client: OutboundClient;
    config: ClearingHouseSettings;
    institutionCode: string;
    nowMs: number;
  },
): Promise<{ token: string; endsAtMs: number }> {
  const response = await reach(() =>
    client.request({
      method: "POST",
      url: `${config.apiUrl}/auth/token`,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: config.clientId,
        client_secret: config.clientSecret,
        inst_code: institutionCode,
        scope: "CMS_INSTITUTE",
      }).toString(),
      idempotent: true,
    })
  );
  const answer = readJson(response.text());
  const token = answer.access_token;
  const seconds = Number(answer.expires_in);
  if (response.status !== 200 || typeof token !== "string" || !(seconds > 0)) {
    throw unavailable(`it gave no token and answered ${response.status}`);
  }
  return { token, endsAtMs: nowMs + seconds * 1_000 };
}

async function ask(
  client: OutboundClient,
  { method, url, token }: { method: "GET" | "POST" | "PUT"; url: string; token: string },
): Promise<ApiAnswer> {
  const response = await reach(() =>
    client.request({
      method,
      url,
      headers: { authorization: `Bearer ${token}` },
      idempotent: method === "GET",
    })
  );
  if (response.status >= 500) throw unavailable(`it answered ${response.status}`);
  const body = readJson(response.text());
  const data = body.data;
  return {
    status: response.status,
    code: String(body.response_code ?? ""),
    data: isRecord(data) ? data : {},
    list: Array.isArray(data) ? data.filter(isRecord) : [],
  };
}

async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof OutboundError) throw unavailable(error.message, error);
    throw error;
  }
}

function readJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw unavailable("its answer is no JSON");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unavailable(what: string, cause?: Error): ChannelUnavailableError {
  return new ChannelUnavailableError("clearingHouse", what, cause === undefined ? {} : { cause });
}
