import type { Kernel } from "@maru/kernel";
import type { Kysely } from "kysely";
import type { HopState } from "./notifications.ts";
import type { HopRow, NotificationsTables } from "./tables.ts";

/** Writes one line of the delivery log. */
export async function logHop(
  kernel: Kernel,
  tables: Kysely<NotificationsTables>,
  { hop, state, failure }: { hop: HopRow; state: HopState; failure?: string },
): Promise<void> {
  await tables.insertInto("hop_event").values({
    message_id: hop.message_id,
    id: kernel.uuid(),
    at: kernel.clock.now(),
    channel: hop.channel,
    state,
    failure: failure ?? null,
  }).execute();
}
