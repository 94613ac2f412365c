import {
  type ConfigOf,
  type Kernel,
  OutboundError,
  type OutboundRequest,
  type OutboundResponse,
} from "@maru/kernel";
import { ProviderUnavailableError } from "../../errors.ts";
import type { MessageProvider, OutgoingMessage, SendAnswer } from "../../message_provider.ts";
import type { notificationSettings } from "../../settings.ts";
import { authorizationHeader } from "./authorization.ts";
import { deliveryStatusOf, failureOf, isRecord, readMessage, readMessages } from "./wire.ts";

const TIMEOUT_MS = 10_000;
const RESPONSE_BYTES_MAX = 2_000_000;
const RETRY_COUNT_MAX = 2;
const LIST_LIMIT = 100;
/** The provider's clock may lie a little before ours. */
const CLOCK_SKEW_MS = 2 * 60_000;
const TYPES = { alimtalk: "ATA", sms: "SMS", lms: "LMS" } as const;

/**
 * Solapi's HTTP API (`/messages/v4`), as its public documents and SDKs show it. Replacing 알림톡 by
 * a text message is switched off there (`disableSms`): that is this module's own step.
 */
export function createSolapiProvider(
  { kernel, config }: {
    kernel: Pick<Kernel, "outbound" | "clock">;
    config: ConfigOf<typeof notificationSettings>;
  },
): MessageProvider {
  const client = kernel.outbound.client({
    name: "solapi",
    origins: [new URL(config.baseUrl).origin],
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
    retryCountMax: RETRY_COUNT_MAX,
  });

  async function call(
    path: string,
    request: Omit<OutboundRequest, "url" | "headers">,
  ): Promise<OutboundResponse> {
    try {
      return await client.request({
        ...request,
        url: `${config.baseUrl}${path}`,
        headers: {
          authorization: authorizationHeader(config, kernel.clock.now()),
          "content-type": "application/json",
        },
      });
    } catch (error) {
      if (error instanceof OutboundError) throw new ProviderUnavailableError(error.message);
      throw error;
    }
  }

  async function list(query: Record<string, string>) {
    const search = new URLSearchParams({ ...query, limit: String(LIST_LIMIT) });
    const response = await call(`/messages/v4/list?${search}`, { method: "GET" });
    const json = jsonOf(response);
    if (response.status !== 200 || !isRecord(json)) throw unusable(response);
    return readMessages(json.messageList);
  }

  return {
    async send(message) {
      const body = JSON.stringify({
        messages: [wireForm(message, config)],
        allowDuplicates: false,
        showMessageList: true,
      });
      return answerOf(await call("/messages/v4/send-many/detail", { method: "POST", body }));
    },
    async find({ key, channel, phone, since }) {
      const found = await list({
        to: phone,
        type: TYPES[channel],
        dateType: "CREATED",
        startDate: new Date(since.getTime() - CLOCK_SKEW_MS).toISOString(),
      });
      const message = found.find(({ customFields }) => customFields.key === key);
      return message === undefined ? undefined : deliveryStatusOf(message);
    },
    async statusOf(providerId) {
      const found = await list({ messageId: providerId });
      const message = found.find(({ messageId }) => messageId === providerId);
      return message === undefined ? undefined : deliveryStatusOf(message);
    },
    readReceipt: (receipt) =>
      readMessages(Array.isArray(receipt) ? receipt : [receipt]).map(({ messageId }) => messageId),
  };
}

function wireForm(message: OutgoingMessage, config: ConfigOf<typeof notificationSettings>) {
  const { template } = message;
  return {
    to: message.phone,
    from: config.sender,
    type: TYPES[message.channel],
    text: message.text,
    ...(message.subject === undefined ? {} : { subject: message.subject }),
    customFields: { key: message.key },
    ...(template === undefined ? {} : {
      kakaoOptions: {
        pfId: config.channelId,
        templateId: template.id,
        variables: Object.fromEntries(
          Object.entries(template.variables).map(([name, value]) => [`#{${name}}`, value]),
        ),
        disableSms: true,
      },
    }),
  };
}

/** 4xx about the message itself is final; 401, 403, 408, 429 and 5xx are troubles that pass. */
function answerOf(response: OutboundResponse): SendAnswer {
  const json = jsonOf(response);
  if (!isRecord(json)) throw unusable(response);
  if (typeof json.errorCode === "string") {
    const refused = [...listOf(json.failedMessageList)][0];
    if (refused !== undefined) return { state: "refused", failure: failureOf(refused) };
    if (response.status === 400 || response.status === 404) {
      return { state: "refused", failure: `${json.errorCode} ${String(json.errorMessage)}` };
    }
    throw unusable(response);
  }
  if (response.status !== 200) throw unusable(response);
  const [refused] = listOf(json.failedMessageList);
  if (refused !== undefined) return { state: "refused", failure: failureOf(refused) };
  const [accepted] = listOf(json.messageList);
  if (accepted === undefined) throw unusable(response);
  return { state: "accepted", providerId: accepted.messageId };
}

function listOf(json: unknown) {
  return Array.isArray(json) ? json.map(readMessage).filter((item) => item !== undefined) : [];
}

function jsonOf(response: OutboundResponse): unknown {
  try {
    return response.json();
  } catch {
    return undefined;
  }
}

function unusable(response: OutboundResponse): ProviderUnavailableError {
  const json = jsonOf(response);
  const code = isRecord(json) && typeof json.errorCode === "string" ? ` ${json.errorCode}` : "";
  return new ProviderUnavailableError(`The message provider answered ${response.status}${code}`);
}
