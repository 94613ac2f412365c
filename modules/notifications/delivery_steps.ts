import type { Channel } from "./message_provider.ts";
import type { HopRow, MessageRow } from "./tables.ts";

/** What a worker does next with a message, decided from its rows alone. */
export type Step =
  /** No channel was tried yet, or the last one failed: choose the next. */
  | { readonly type: "choose"; readonly after?: Channel }
  | { readonly type: "send"; readonly hop: HopRow }
  | { readonly type: "check"; readonly hop: HopRow }
  | { readonly type: "nothing" };

/** 알림톡 that brought no receipt in this time goes out as a text message. */
const ALIMTALK_RECEIPT_WAIT_MS = 5 * 60_000;
/** After that nobody asks any more; the message stays as sent. */
const TEXT_RECEIPT_WAIT_MS = 24 * 3_600_000;
const CHECK_FIRST_MS = 3_000;
const CHECK_LONGEST_MS = 10 * 60_000;
const RETRY_FIRST_MS = 5_000;
const RETRY_LONGEST_MS = 10 * 60_000;
/** About half a day of a provider that does not answer. */
export const RETRY_COUNT_MAX = 80;

export function nextStep(
  message: Pick<MessageRow, "next_at" | "held_until">,
  hops: readonly HopRow[],
  now: Date,
): Step {
  const isDue = message.next_at !== null && message.next_at <= now;
  const isHeld = message.held_until !== null && message.held_until > now;
  if (!isDue || isHeld) return { type: "nothing" };
  const hop = hops.at(-1);
  if (hop === undefined) return { type: "choose" };
  if (hop.state === "failed") return { type: "choose", after: hop.channel };
  if (hop.state === "delivered") return { type: "nothing" };
  return { type: hop.state === "pending" ? "send" : "check", hop };
}

/** When to ask again for a receipt: soon at first, then in growing steps; undefined = never. */
export function nextCheckAt(hop: Pick<HopRow, "channel" | "sent_at">, now: Date): Date | undefined {
  const sentMs = (hop.sent_at ?? now).getTime();
  const waitedMs = now.getTime() - sentMs;
  const patienceMs = hop.channel === "alimtalk" ? ALIMTALK_RECEIPT_WAIT_MS : TEXT_RECEIPT_WAIT_MS;
  if (waitedMs >= patienceMs) return undefined;
  const stepMs = Math.min(Math.max(waitedMs, CHECK_FIRST_MS), CHECK_LONGEST_MS);
  return new Date(Math.min(now.getTime() + stepMs, sentMs + patienceMs));
}

/** Backoff while the provider does not answer: doubling, up to ten minutes, with jitter. */
export function nextRetryAt(retryCount: number, now: Date): Date {
  const stepMs = Math.min(RETRY_FIRST_MS * 2 ** Math.min(retryCount, 20), RETRY_LONGEST_MS);
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return new Date(now.getTime() + stepMs * (0.5 + random / 2 ** 33));
}
