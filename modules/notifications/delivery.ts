import type { Kernel, Transaction } from "@maru/kernel";
import type { Kysely } from "kysely";
import { chooseChannel } from "./channel_choice.ts";
import { nextCheckAt, nextRetryAt, nextStep, RETRY_COUNT_MAX } from "./delivery_steps.ts";
import { ProviderUnavailableError } from "./errors.ts";
import { logHop } from "./hop_log.ts";
import type { DeliveryStatus, MessageProvider, SendAnswer } from "./message_provider.ts";
import { hopKey, openMessage, outgoingMessage } from "./message_text.ts";
import type { HopState } from "./notifications.ts";
import { type HopRow, type MessageRow, type NotificationsTables, tablesOf } from "./tables.ts";
import { templateVersion } from "./templates.ts";

/** Longer than any call to the provider; a worker that died loses the message after it. */
const HOLD_MS = 60_000;
/** Each round changes a hop's state; three channels cannot take more. */
const ROUND_COUNT_MAX = 12;

interface Claim {
  readonly message: MessageRow;
  readonly hop: HopRow;
  readonly step: "send" | "check";
  /** An earlier call was made whose answer nobody saw. */
  readonly isUnknown: boolean;
}

type Outcome =
  | SendAnswer
  | { readonly state: "reported"; readonly status: DeliveryStatus | undefined }
  | { readonly state: "unavailable"; readonly reason: string };

/** Takes messages on their way: one provider call at a time, each between two short transactions. */
export function createDelivery(
  { kernel, provider }: { kernel: Kernel; provider: MessageProvider },
): { advance(messageId: string): Promise<void> } {
  return {
    async advance(messageId) {
      for (let round = 0; round < ROUND_COUNT_MAX; round++) {
        const claim = await kernel.transaction((tx) => claimNext(kernel, tx, messageId));
        if (claim === undefined) return;
        const outcome = await perform({ kernel, provider }, claim);
        await kernel.transaction((tx) => settle(kernel, tx, claim, outcome));
      }
    },
  };
}

async function claimNext(
  kernel: Kernel,
  tx: Transaction,
  messageId: string,
): Promise<Claim | undefined> {
  const tables = tablesOf(tx);
  const now = kernel.clock.now();
  const message = await tables.selectFrom("message").selectAll().where("id", "=", messageId)
    .forUpdate().executeTakeFirst();
  if (message === undefined) return undefined;
  const hops = await tables.selectFrom("hop").selectAll().where("message_id", "=", messageId)
    .orderBy("position").execute();
  const step = nextStep(message, hops, now);
  if (step.type === "nothing") return undefined;
  if (step.type === "choose") {
    const hop = await chooseChannel({ kernel, tables }, message, hops);
    return hop === undefined ? undefined : await hold(tables, { message, hop, step: "send" }, now);
  }
  return await hold(tables, { message, hop: step.hop, step: step.type }, now);
}

/** Holds the message, and notes that the provider is about to be asked. */
async function hold(
  tables: Kysely<NotificationsTables>,
  claim: Omit<Claim, "isUnknown">,
  now: Date,
): Promise<Claim> {
  const { message, hop } = claim;
  await tables.updateTable("message").set({ held_until: new Date(now.getTime() + HOLD_MS) })
    .where("id", "=", message.id).execute();
  if (claim.step === "send" && hop.asked_at === null) {
    await tables.updateTable("hop").set({ asked_at: now })
      .where("message_id", "=", message.id).where("channel", "=", hop.channel).execute();
  }
  return { ...claim, isUnknown: claim.step === "send" && hop.asked_at !== null };
}

async function perform(
  { kernel, provider }: { kernel: Kernel; provider: MessageProvider },
  { message, hop, step, isUnknown }: Claim,
): Promise<Outcome> {
  try {
    if (step === "check") {
      return { state: "reported", status: await provider.statusOf(hop.provider_id ?? "") };
    }
    const template = await templateVersion(tablesOf(kernel.database.db), {
      code: message.template,
      version: message.template_version,
    });
    const opened = await openMessage(kernel, message, template);
    if (isUnknown) {
      const found = await provider.find({
        key: hopKey(message.id, hop.channel),
        channel: hop.channel,
        phone: opened.phone,
        since: hop.asked_at ?? message.created_at,
      });
      if (found !== undefined) return { state: "accepted", providerId: found.providerId };
    }
    return await provider.send(outgoingMessage(opened, hop.channel));
  } catch (error) {
    if (!(error instanceof ProviderUnavailableError)) throw error;
    kernel.log.warn("message provider unavailable", {
      messageId: message.id,
      reason: error.message,
    });
    return { state: "unavailable", reason: error.message };
  }
}

async function settle(
  kernel: Kernel,
  tx: Transaction,
  claim: Claim,
  outcome: Outcome,
): Promise<void> {
  const change = changeOf(claim, outcome, kernel.clock.now());
  const tables = tablesOf(tx);
  const { message, hop } = claim;
  await tables.updateTable("message").set({ held_until: null, ...change.message })
    .where("id", "=", message.id).execute();
  if (change.hop === undefined) return;
  const { failure, ...fields } = change.hop;
  // A hop that another worker has settled meanwhile stays as it is.
  const updated = await tables.updateTable("hop").set(fields)
    .where("message_id", "=", message.id).where("channel", "=", hop.channel)
    .where("state", "=", hop.state).executeTakeFirst();
  if (updated.numUpdatedRows === 0n) return;
  await logHop(kernel, tables, { hop, state: fields.state, failure });
  countHop(kernel, { channel: hop.channel, state: fields.state });
}

interface Change {
  readonly message: Partial<Pick<MessageRow, "state" | "next_at" | "retry_count">>;
  readonly hop?: Partial<HopRow> & { state: HopState; failure?: string };
}

function changeOf({ message, hop }: Claim, outcome: Outcome, now: Date): Change {
  switch (outcome.state) {
    case "accepted":
      return {
        message: { state: "sent", next_at: nextCheckAt({ ...hop, sent_at: now }, now) ?? null },
        hop: { state: "sent", provider_id: outcome.providerId, sent_at: now },
      };
    case "refused":
      return failed(outcome.failure, now);
    case "unavailable":
      if (message.retry_count >= RETRY_COUNT_MAX) return failed(outcome.reason, now);
      return {
        message: {
          retry_count: message.retry_count + 1,
          next_at: nextRetryAt(message.retry_count, now),
        },
      };
    case "reported":
      return reported(hop, outcome.status, now);
  }
}

function reported(hop: HopRow, status: DeliveryStatus | undefined, now: Date): Change {
  if (status?.state === "delivered") {
    return { message: { state: "delivered", next_at: null }, hop: { state: "delivered" } };
  }
  if (status?.state === "failed") return failed(status.failure ?? "no reason given", now);
  const checkAt = nextCheckAt(hop, now);
  if (checkAt !== undefined) return { message: { next_at: checkAt } };
  if (hop.channel === "alimtalk") return failed("no receipt in five minutes", now);
  return { message: { next_at: null } };
}

/** The message stays due: the next round chooses another channel or ends it. */
function failed(failure: string, now: Date): Change {
  return { message: { next_at: now }, hop: { state: "failed", failure } };
}

function countHop(kernel: Kernel, labels: { channel: string; state: string }): void {
  kernel.metrics.count(
    "maru_messages_total",
    "Messages by channel and what became of them",
    labels,
  );
}
