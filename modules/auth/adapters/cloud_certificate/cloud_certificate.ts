import { type ConfigOf, type Kernel, OutboundError, type OutboundResponse } from "@maru/kernel";
import type { CloudCertificateProvider, CloudSigningState } from "../../cloud/provider.ts";
import { CloudCertificateUnavailableError } from "../../errors.ts";
import type { authSettings } from "../../settings.ts";

const TIMEOUT_MS = 10_000;
const RESPONSE_BYTES_MAX = 500_000;
const RETRY_COUNT_MAX = 2;

/** The provider's HTTP protocol: `POST /cloud/v1/requests`, `GET /cloud/v1/requests/:id`. */
export function createCloudCertificateProvider(
  { kernel, config }: { kernel: Pick<Kernel, "outbound">; config: ConfigOf<typeof authSettings> },
): CloudCertificateProvider {
  const baseUrl = config.cloudCertificateUrl;
  const client = kernel.outbound.client({
    name: "cloud-certificate",
    origins: [new URL(baseUrl).origin],
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
    retryCountMax: RETRY_COUNT_MAX,
  });

  async function call(path: string, body?: string): Promise<Record<string, unknown>> {
    try {
      const response = await client.request({
        method: body === undefined ? "GET" : "POST",
        url: `${baseUrl}${path}`,
        headers: {
          authorization: `Bearer ${config.cloudCertificateClientKey}`,
          "content-type": "application/json",
        },
        idempotent: body === undefined,
        ...(body === undefined ? {} : { body }),
      });
      return readAnswer(response);
    } catch (error) {
      if (error instanceof OutboundError) throw new CloudCertificateUnavailableError(error.message);
      throw error;
    }
  }

  return {
    async request(request) {
      const answer = await call("/cloud/v1/requests", JSON.stringify(request));
      const expiresAt = new Date(textOf(answer, "expiresAt"));
      if (Number.isNaN(expiresAt.getTime())) throw unusable("expiresAt");
      return { id: textOf(answer, "id"), url: checkedUrl(textOf(answer, "url")), expiresAt };
    },
    async read(id) {
      return stateOf(await call(`/cloud/v1/requests/${encodeURIComponent(id)}`));
    },
  };
}

function stateOf(answer: Record<string, unknown>): CloudSigningState {
  const state = textOf(answer, "state");
  if (state === "waiting" || state === "refused" || state === "expired") return { state };
  if (state !== "signed") throw unusable("state");
  return { state, cms: textOf(answer, "cms"), sealed: textOf(answer, "sealed") };
}

function readAnswer(response: OutboundResponse): Record<string, unknown> {
  const json = jsonOf(response);
  const isUsable = response.status >= 200 && response.status < 300 && typeof json === "object" &&
    json !== null;
  if (isUsable) return json as Record<string, unknown>;
  throw new CloudCertificateUnavailableError(
    `The provider of cloud certificates answered ${response.status}`,
  );
}

function jsonOf(response: OutboundResponse): unknown {
  try {
    return response.json();
  } catch {
    return undefined;
  }
}

function textOf(answer: Record<string, unknown>, field: string): string {
  const value = answer[field];
  if (typeof value !== "string" || value === "") throw unusable(field);
  return value;
}

/** The browser is sent there, so it must be a page and nothing else. */
function checkedUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw unusable("url");
  return text;
}

function unusable(field: string): CloudCertificateUnavailableError {
  return new CloudCertificateUnavailableError(
    `The provider of cloud certificates answered without a usable "${field}"`,
  );
}
