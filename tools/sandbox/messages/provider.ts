import type { SandboxContext } from "../context.ts";
import { openRecordFile } from "../record_file.ts";
import { type AccountStore, openAccountStore } from "./account.ts";
import { createDeliveryFaults, type DeliveryFaults } from "./delivery_faults.ts";
import { deliver } from "./delivery.ts";
import {
  createGroupRecord,
  describeGroup,
  type MessageGroup,
  type NewGroup,
  priceOf,
} from "./group.ts";
import type { MessageRequest, StoredMessage } from "./message.ts";
import { type MessageStore, openMessageStore } from "./message_store.ts";
import { type RegisteredMessage, registerMessage } from "./registration.ts";
import { createReportSender } from "./reports.ts";
import { openTemplateStore, type TemplateStore } from "./templates.ts";

export interface ProviderOptions {
  /** Real milliseconds from acceptance to delivery; 0 delivers before the answer is given. */
  readonly deliverAfterMs?: number;
  /** Real milliseconds before a refused report is sent again the first time. */
  readonly reportWaitMs?: number;
}

export interface Provider {
  readonly account: AccountStore;
  readonly templates: TemplateStore;
  readonly faults: DeliveryFaults;
  readonly messages: MessageStore;
  groups(): readonly MessageGroup[];
  group(groupId: string): MessageGroup | undefined;
  describe(group: MessageGroup): Record<string, unknown>;
  spentWon(): number;
  createGroup(options: NewGroup): MessageGroup;
  changeGroup(group: MessageGroup, change: Partial<MessageGroup>): MessageGroup;
  addMessages(group: MessageGroup, requests: readonly MessageRequest[]): RegisteredMessage[];
  /** Starts the delivery of a group, or leaves it to its time. */
  send(group: MessageGroup): Promise<void>;
  /** Sends the groups whose time has come; moving the clock makes them due. */
  sendDue(): Promise<void>;
}

/** The message provider itself, without its HTTP: accounts, templates, groups, deliveries. */
export function createProvider(context: SandboxContext, options: ProviderOptions = {}): Provider {
  const deliverAfterMs = options.deliverAfterMs ?? 400;
  const account = openAccountStore(context.dataDirectory);
  const templates = openTemplateStore(context.dataDirectory);
  const faults = createDeliveryFaults();
  const messages = openMessageStore(context.dataDirectory);
  const groups = openRecordFile<MessageGroup>(`${context.dataDirectory}/message_groups.ndjson`);
  const sendReport = createReportSender(context, {
    account,
    waitMs: options.reportWaitMs ?? 1_000,
  });

  const provider: Provider = {
    account,
    templates,
    faults,
    messages,
    groups: () => groups.list().filter((group) => group.status !== "DELETED"),
    group(groupId) {
      const group = groups.get(groupId);
      return group?.status === "DELETED" ? undefined : group;
    },
    describe: (group) =>
      describeGroup(group, messages.ofGroup(group.groupId), account.current().accountId),
    spentWon: () => messages.list().reduce((sum, message) => sum + priceOf(message), 0),
    createGroup(newGroup) {
      const group = createGroupRecord(newGroup, context.now());
      groups.put(group);
      return group;
    },
    changeGroup(group, change) {
      const changed = { ...group, ...change, dateUpdated: context.now().toISOString() };
      groups.put(changed);
      return changed;
    },
    addMessages,
    async send(group) {
      if (isLater(group)) provider.changeGroup(group, { status: "SCHEDULED" });
      else await start(group);
    },
    async sendDue() {
      const due = provider.groups().filter((group) => group.status === "SCHEDULED");
      for (const group of due) if (!isLater(group)) await start(group);
    },
  };
  for (const group of provider.groups()) {
    if (group.status === "SENDING") start(group).catch(logFailure);
  }
  return provider;

  function isLater(group: MessageGroup): boolean {
    return group.scheduledDate !== null && new Date(group.scheduledDate) > context.now();
  }

  function addMessages(
    group: MessageGroup,
    requests: readonly MessageRequest[],
  ): RegisteredMessage[] {
    const { accountId, channelIds, senderNumbers } = account.current();
    const taken = new Set(messages.ofGroup(group.groupId).map((message) => message.to));
    const registrations = requests.map((request) =>
      registerMessage(request, {
        rules: {
          templates,
          channelIds: new Set(channelIds),
          senderNumbers: new Set(senderNumbers),
        },
        groupId: group.groupId,
        accountId,
        now: context.now(),
        taken,
        allowDuplicates: group.allowDuplicates,
      })
    );
    const accepted = registrations.flatMap(({ message }) => message === undefined ? [] : [message]);
    for (const message of accepted) {
      messages.put(message);
      journalAccepted(message);
    }
    const failedCount = registrations.length - accepted.length;
    if (failedCount > 0) {
      provider.changeGroup(group, { registeredFailed: group.registeredFailed + failedCount });
    }
    return registrations.map((registration) => registration.answer);
  }

  async function start(group: MessageGroup): Promise<void> {
    const sending = provider.changeGroup(provider.group(group.groupId) ?? group, {
      status: "SENDING",
      dateSent: group.dateSent ?? context.now().toISOString(),
    });
    if (deliverAfterMs === 0) return await finish(sending);
    Deno.unrefTimer(setTimeout(() => finish(sending).catch(logFailure), deliverAfterMs));
  }

  async function finish(group: MessageGroup): Promise<void> {
    const waiting = messages.ofGroup(group.groupId).filter(({ status }) => status === "PENDING");
    const ended = waiting.map((message) => deliver(message, { faults, now: context.now() }));
    for (const message of ended) {
      messages.put(message);
      journalDelivered(message);
    }
    provider.changeGroup(provider.group(group.groupId) ?? group, {
      status: "COMPLETE",
      dateCompleted: context.now().toISOString(),
    });
    await Promise.all(ended.filter(({ status }) => status !== "SENDING").map(sendReport));
  }

  function journalAccepted(message: StoredMessage): void {
    context.journal("message-accepted", {
      messageId: message.messageId,
      groupId: message.groupId,
      type: message.type,
      to: message.to,
      templateId: message.kakaoOptions?.templateId ?? null,
      customFields: message.customFields,
    });
  }

  function journalDelivered(message: StoredMessage): void {
    context.journal("message-delivered", {
      messageId: message.messageId,
      type: message.type,
      to: message.to,
      statusCode: message.statusCode,
      replacement: message.replacement,
    });
  }

  function logFailure(error: unknown): void {
    context.log("message-delivery-failed", { error: String(error) });
  }
}
