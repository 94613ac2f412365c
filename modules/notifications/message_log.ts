import type { Kernel } from "@maru/kernel";
import type { MessageLogEntry } from "./notifications.ts";
import { type HopEventRow, type MessageRow, tablesOf } from "./tables.ts";

const LIMIT_MAX = 500;

/** Messages, newest first; `text` finds parts of the key, the template or the masked phone. */
export async function readMessageLog(
  kernel: Pick<Kernel, "database">,
  query: { text?: string; limit: number; before?: string },
): Promise<MessageLogEntry[]> {
  const tables = tablesOf(kernel.database.db);
  let selection = tables.selectFrom("message").selectAll().orderBy("id", "desc")
    .limit(Math.min(Math.max(query.limit, 1), LIMIT_MAX));
  if (query.before !== undefined) selection = selection.where("id", "<", query.before);
  if (query.text !== undefined && query.text !== "") {
    const pattern = `%${query.text.replace(/[\\%_]/g, "\\$&")}%`;
    selection = selection.where((where) =>
      where.or([
        where("key", "ilike", pattern),
        where("template", "ilike", pattern),
        where("phone_masked", "ilike", pattern),
      ])
    );
  }
  const messages = await selection.execute();
  if (messages.length === 0) return [];
  const events = await tables.selectFrom("hop_event").selectAll()
    .where("message_id", "in", messages.map((message) => message.id)).orderBy("id").execute();
  return messages.map((message) =>
    entryOf(message, events.filter((event) => event.message_id === message.id))
  );
}

function entryOf(message: MessageRow, events: readonly HopEventRow[]): MessageLogEntry {
  return {
    id: message.id,
    key: message.key,
    template: message.template,
    phoneMasked: message.phone_masked,
    state: message.state,
    createdAt: message.created_at,
    hops: events.map((event) => ({
      channel: event.channel,
      state: event.state,
      at: event.at,
      ...(event.failure === null ? {} : { failure: event.failure }),
    })),
  };
}
