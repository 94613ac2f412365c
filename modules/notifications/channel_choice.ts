import type { Kernel } from "@maru/kernel";
import type { Kysely } from "kysely";
import { CharactersOutsideEucKrError } from "./euc_kr.ts";
import { TemplateValueMissingError } from "./errors.ts";
import { logHop } from "./hop_log.ts";
import type { Channel } from "./message_provider.ts";
import { openMessage, shortTextOf } from "./message_text.ts";
import { refusedChannels } from "./opt_outs.ts";
import { advertisingAllowedFrom } from "./quiet_hours.ts";
import type { HopRow, MessageRow, NotificationsTables, TemplateRow } from "./tables.ts";
import { templateVersion } from "./templates.ts";
import { textChannelOf, TextTooLongError } from "./text_channel.ts";

interface Room {
  readonly kernel: Kernel;
  readonly tables: Kysely<NotificationsTables>;
}

/**
 * Opens the next channel of a message, or ends or postpones it and gives undefined. Opt-outs and
 * quiet hours are looked at here, right before each sending.
 */
export async function chooseChannel(
  room: Room,
  message: MessageRow,
  hops: readonly HopRow[],
): Promise<HopRow | undefined> {
  const now = room.kernel.clock.now();
  const allowedFrom = message.kind === "AD" ? advertisingAllowedFrom(now) : now;
  if (allowedFrom > now) return await end(room, message, { next_at: allowedFrom });
  const refused = await refusedChannels(room.tables, message);
  const template = await templateVersion(room.tables, {
    code: message.template,
    version: message.template_version,
  });
  const hasTried = (channels: readonly Channel[]) =>
    hops.some((hop) => channels.includes(hop.channel));
  const position = hops.length;
  if (canGoByAlimtalk(template) && !refused.has("alimtalk") && !hasTried(["alimtalk"])) {
    return await open(room, { message_id: message.id, channel: "alimtalk", position });
  }
  if (!refused.has("sms") && !hasTried(["sms", "lms"])) {
    return await openText(room, { message, template, position });
  }
  const state = hops.length === 0 ? "suppressed" : "failed";
  return await end(room, message, { state, next_at: null });
}

/** 알림톡 is for information alone, in a text that the provider approved. */
function canGoByAlimtalk(template: TemplateRow): boolean {
  return template.approval === "approved" && template.kind === "INFO";
}

async function openText(
  room: Room,
  { message, template, position }: {
    message: MessageRow;
    template: TemplateRow;
    position: number;
  },
): Promise<HopRow | undefined> {
  const text = shortTextOf(await openMessage(room.kernel, message, template));
  try {
    return await open(room, { message_id: message.id, channel: textChannelOf(text), position });
  } catch (error) {
    if (!isUnsendable(error)) throw error;
    const hop = await open(room, { message_id: message.id, channel: "sms", position });
    await room.tables.updateTable("hop").set({ state: "failed" })
      .where("message_id", "=", message.id).where("channel", "=", "sms").execute();
    await logHop(room.kernel, room.tables, { hop, state: "failed", failure: error.name });
    return await end(room, message, { state: "failed", next_at: null });
  }
}

function isUnsendable(error: unknown): error is Error {
  return error instanceof CharactersOutsideEucKrError || error instanceof TextTooLongError ||
    error instanceof TemplateValueMissingError;
}

async function open(
  room: Room,
  place: Pick<HopRow, "message_id" | "channel" | "position">,
): Promise<HopRow> {
  const hop = await room.tables.insertInto("hop")
    .values({ ...place, state: "pending", asked_at: null, provider_id: null, sent_at: null })
    .returningAll().executeTakeFirstOrThrow();
  await logHop(room.kernel, room.tables, { hop, state: "pending" });
  return hop;
}

async function end(
  room: Room,
  message: MessageRow,
  change: Partial<Pick<MessageRow, "state" | "next_at">>,
): Promise<undefined> {
  await room.tables.updateTable("message").set(change).where("id", "=", message.id).execute();
  return undefined;
}
