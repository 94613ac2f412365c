import type { DeliveryStatus } from "../../message_provider.ts";

/** The fields that are used of a message in the provider's list, answer or receipt. */
export interface WireMessage {
  readonly messageId: string;
  readonly statusCode: string;
  readonly statusMessage?: string;
  readonly customFields: Readonly<Record<string, string>>;
}

/** Handed to the carrier or to Kakao; the report has not come. Other 3xxx codes are failures. */
const HANDED_OVER = "3000";
const RECEIVED = "4000";

/** 2xxx: registered; 3000: handed over; 4000: received; 1xxx and the other 3xxx: failed. */
export function deliveryStatusOf(message: WireMessage): DeliveryStatus {
  const { messageId, statusCode } = message;
  if (statusCode === RECEIVED) return { providerId: messageId, state: "delivered" };
  if (statusCode === HANDED_OVER || statusCode.startsWith("2")) {
    return { providerId: messageId, state: "pending" };
  }
  return { providerId: messageId, state: "failed", failure: failureOf(message) };
}

export function failureOf({ statusCode, statusMessage }: WireMessage): string {
  return statusMessage === undefined ? statusCode : `${statusCode} ${statusMessage}`;
}

/** The message in a piece of JSON; undefined when it is none. */
export function readMessage(json: unknown): WireMessage | undefined {
  if (!isRecord(json) || typeof json.messageId !== "string") return undefined;
  if (typeof json.statusCode !== "string") return undefined;
  const customFields = isRecord(json.customFields) ? json.customFields : {};
  return {
    messageId: json.messageId,
    statusCode: json.statusCode,
    ...(typeof json.statusMessage === "string" ? { statusMessage: json.statusMessage } : {}),
    customFields: Object.fromEntries(
      Object.entries(customFields).filter((entry): entry is [string, string] =>
        typeof entry[1] === "string"
      ),
    ),
  };
}

/** The messages of a list or of a record of messages. */
export function readMessages(json: unknown): WireMessage[] {
  const items = Array.isArray(json) ? json : isRecord(json) ? Object.values(json) : [];
  return items.map(readMessage).filter((message) => message !== undefined);
}

export function isRecord(json: unknown): json is Record<string, unknown> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
