import { createIdentifier } from "./identifier.ts";
import type { MessageRequest, StoredMessage } from "./message.ts";
import { type CheckedMessage, checkMessage, type MessageRules } from "./message_check.ts";
import { type StatusCode, statusMessages } from "./status_codes.ts";

/** What the provider answers about one message of a request. */
export interface RegisteredMessage {
  readonly to: string;
  readonly from: string;
  readonly type: string;
  readonly country: string;
  readonly messageId: string;
  readonly statusCode: StatusCode;
  readonly statusMessage: string;
  readonly accountId: string;
  readonly customFields: Readonly<Record<string, string>>;
}

export interface RegistrationOptions {
  readonly rules: MessageRules;
  readonly groupId: string;
  readonly accountId: string;
  readonly now: Date;
  /** Numbers that the group has already; grows with each accepted message. */
  readonly taken: Set<string>;
  readonly allowDuplicates: boolean;
}

export interface Registration {
  readonly answer: RegisteredMessage;
  /** Absent where the provider refused it. */
  readonly message?: StoredMessage;
}

/** Checks one message of a request and, where it is right, makes the record of it. */
export function registerMessage(
  request: MessageRequest,
  options: RegistrationOptions,
): Registration {
  const messageId = createIdentifier("M4V", options.now);
  const checked = checkMessage(request, options.rules);
  if ("refusedWith" in checked) return refused(checked.refusedWith);
  if (!options.allowDuplicates && options.taken.has(checked.to)) return refused("1026");
  options.taken.add(checked.to);
  const message = recordOf(request, { ...options, checked, messageId });
  return { answer: answerOf({ ...message, statusCode: "2000" }), message };

  function refused(statusCode: StatusCode): Registration {
    return {
      answer: answerOf({
        to: String(request.to ?? ""),
        from: String(request.from ?? ""),
        type: String(request.type ?? ""),
        country: request.country ?? "82",
        customFields: request.customFields ?? {},
        accountId: options.accountId,
        messageId,
        statusCode,
      }),
    };
  }
}

function answerOf(message: Omit<RegisteredMessage, "statusMessage">): RegisteredMessage {
  return {
    to: message.to,
    from: message.from,
    type: message.type,
    country: message.country,
    messageId: message.messageId,
    statusCode: message.statusCode,
    statusMessage: statusMessages[message.statusCode],
    accountId: message.accountId,
    customFields: message.customFields,
  };
}

function recordOf(
  request: MessageRequest,
  { checked, messageId, groupId, accountId, now }: RegistrationOptions & {
    readonly checked: CheckedMessage;
    readonly messageId: string;
  },
): StoredMessage {
  const at = now.toISOString();
  return {
    id: messageId,
    messageId,
    groupId,
    accountId,
    ...checked,
    subject: request.subject ?? null,
    country: request.country ?? "82",
    status: "PENDING",
    statusCode: "2000",
    reason: null,
    networkName: null,
    customFields: request.customFields ?? {},
    kakaoOptions: request.kakaoOptions ?? null,
    replacement: false,
    dateCreated: at,
    dateUpdated: at,
    dateProcessed: null,
    dateReported: null,
    dateReceived: null,
    log: [{ message: "메시지를 접수했습니다.", createdAt: at }],
  };
}
