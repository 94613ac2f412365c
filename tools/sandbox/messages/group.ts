import { createIdentifier } from "./identifier.ts";
import type { MessageType, StoredMessage } from "./message.ts";

/** One sending request: every message stands in a group. */
export interface MessageGroup {
  /** The same as `groupId`; records are found by it. */
  readonly id: string;
  readonly groupId: string;
  readonly status: "PENDING" | "SCHEDULED" | "SENDING" | "COMPLETE" | "DELETED";
  readonly allowDuplicates: boolean;
  readonly scheduledDate: string | null;
  readonly sdkVersion: string | null;
  readonly osPlatform: string | null;
  readonly appId: string | null;
  readonly customFields: Readonly<Record<string, string>>;
  readonly registeredFailed: number;
  readonly dateCreated: string;
  readonly dateUpdated: string;
  readonly dateSent: string | null;
  readonly dateCompleted: string | null;
}

export interface NewGroup {
  readonly allowDuplicates?: boolean;
  /** ISO time at which the group goes out. */
  readonly scheduledDate?: string | null;
  readonly sdkVersion?: string;
  readonly osPlatform?: string;
  readonly appId?: string;
  readonly customFields?: Readonly<Record<string, string>>;
}

export function createGroupRecord(options: NewGroup, now: Date): MessageGroup {
  const groupId = createIdentifier("G4V", now);
  return {
    id: groupId,
    groupId,
    status: "PENDING",
    allowDuplicates: options.allowDuplicates ?? false,
    scheduledDate: options.scheduledDate ?? null,
    sdkVersion: options.sdkVersion ?? null,
    osPlatform: options.osPlatform ?? null,
    appId: options.appId ?? null,
    customFields: options.customFields ?? {},
    registeredFailed: 0,
    dateCreated: now.toISOString(),
    dateUpdated: now.toISOString(),
    dateSent: null,
    dateCompleted: null,
  };
}

/** Won for one message in Korea. */
const prices = { SMS: 18, LMS: 45, ATA: 13 } as const satisfies Record<MessageType, number>;

/** Every kind of message that the provider counts and charges, in the order of its answers. */
export const chargedTypes = [
  "sms",
  "lms",
  "mms",
  "ata",
  "cta",
  "cti",
  "nsa",
  "rcs_sms",
  "rcs_lms",
  "rcs_mms",
  "rcs_tpl",
] as const;

/** A group as `GET /messages/v4/groups/:groupId` and the answer to a sending show it. */
export function describeGroup(
  group: MessageGroup,
  messages: readonly StoredMessage[],
  accountId: string,
): Record<string, unknown> {
  const requested = messages.reduce((sum, message) => sum + priceOf(message), 0);
  const cash = { requested, replacement: 0, refund: 0, sum: requested };
  return {
    count: countOf(group, messages),
    countForCharge: Object.fromEntries(
      chargedTypes.map((type) => [type, chargeOf(type, messages)]),
    ),
    balance: cash,
    point: { requested: 0, replacement: 0, refund: 0, sum: 0 },
    app: {
      profit: Object.fromEntries(chargedTypes.map((type) => [type, 0])),
      appId: group.appId,
      version: null,
    },
    log: [{ createAt: group.dateCreated, message: "메시지 그룹이 생성되었습니다." }],
    status: group.status,
    allowDuplicates: group.allowDuplicates,
    isRefunded: false,
    accountId,
    masterAccountId: null,
    apiVersion: "4",
    groupId: group.groupId,
    _id: group.groupId,
    price: { "82": { sms: prices.SMS, lms: prices.LMS, ata: prices.ATA } },
    customFields: group.customFields,
    sdkVersion: group.sdkVersion,
    osPlatform: group.osPlatform,
    scheduledDate: group.scheduledDate,
    dateCreated: group.dateCreated,
    dateUpdated: group.dateUpdated,
    dateSent: group.dateSent,
    dateCompleted: group.dateCompleted,
  };
}

/** Won that a message costs in the form in which it went out. */
export function priceOf(message: StoredMessage): number {
  return message.status === "FAILED" ? 0 : prices[message.type];
}

function chargeOf(type: string, messages: readonly StoredMessage[]): Record<string, number> {
  const count = messages.filter((message) => message.type.toLowerCase() === type).length;
  return count === 0 ? {} : { "82": count };
}

function countOf(group: MessageGroup, messages: readonly StoredMessage[]): Record<string, number> {
  const has = (...states: StoredMessage["status"][]) =>
    messages.filter((message) => states.includes(message.status)).length;
  return {
    total: messages.length + group.registeredFailed,
    sentTotal: has("SENDING", "COMPLETE", "FAILED"),
    sentFailed: has("FAILED"),
    sentSuccess: has("COMPLETE"),
    sentPending: has("PENDING", "SENDING"),
    sentReplacement: messages.filter((message) => message.replacement).length,
    refund: 0,
    registeredFailed: group.registeredFailed,
    registeredSuccess: messages.length,
  };
}
