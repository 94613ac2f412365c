import type { Kernel } from "@maru/kernel";
import { createDelivery } from "./delivery.ts";
import { readMessageLog } from "./message_log.ts";
import type { MessageProvider } from "./message_provider.ts";
import type { Notifications } from "./notifications.ts";
import { addOptOut, removeOptOut } from "./opt_outs.ts";
import { enqueueSends, putIntoOutbox, SEND_QUEUE, type SendJob } from "./outbox.ts";
import { dueMessages } from "./due_messages.ts";
import { tablesOf } from "./tables.ts";
import { fillTemplate } from "./template_text.ts";
import { boundVersion, currentTemplate } from "./templates.ts";

const DUE_EVERY_SECONDS = 2;
const DUE_COUNT_MAX = 500;
const RECEIPT_COUNT_MAX = 1_000;

/** Builds the module. Messages leave once the kernel works (`kernel.startWork`). */
export function createNotifications(
  { kernel, provider }: { kernel: Kernel; provider: MessageProvider },
): Notifications {
  const delivery = createDelivery({ kernel, provider });
  kernel.jobs.define<SendJob>(
    SEND_QUEUE,
    { concurrency: 8, retryCountMax: 5, retryDelaySeconds: 5, expireInSeconds: 120 },
    ({ messageId }) => delivery.advance(messageId),
  );
  kernel.jobs.tick("notifications.due", DUE_EVERY_SECONDS, () => enqueueDue(kernel));
  return {
    send: (tx, message) => putIntoOutbox(kernel, tx, message),
    log: (query) => readMessageLog(kernel, query),
    async preview(code, values) {
      const current = await currentTemplate(tablesOf(kernel.database.db), code);
      return fillTemplate({ code, text: boundVersion(current).body }, values);
    },
    receive: (receipt) => receive({ kernel, provider }, receipt),
    optOut: (tx, optOut) => addOptOut(kernel, tx, optOut),
    optIn: (tx, optOut) => removeOptOut(kernel, tx, optOut),
  };
}

/** Jobs carry what is new; all that waited for its time is found here. */
async function enqueueDue(kernel: Kernel): Promise<void> {
  const awaited = await dueMessages(kernel, { isAwaited: true, limit: DUE_COUNT_MAX });
  const limit = DUE_COUNT_MAX - awaited.length;
  const others = limit === 0 ? [] : await dueMessages(kernel, { isAwaited: false, limit });
  const due = [...awaited, ...others];
  if (due.length === 0) return;
  await kernel.transaction((tx) => enqueueSends(kernel, tx, due));
}

/** Makes the named messages due now; the provider is asked by the job, never believed here. */
async function receive(
  { kernel, provider }: { kernel: Kernel; provider: MessageProvider },
  receipt: unknown,
): Promise<void> {
  const providerIds = provider.readReceipt(receipt).slice(0, RECEIPT_COUNT_MAX);
  if (providerIds.length === 0) return;
  await kernel.transaction(async (tx) => {
    const tables = tablesOf(tx);
    const messages = await tables.updateTable("message").set({ next_at: kernel.clock.now() })
      .where("state", "=", "sent")
      .where(
        "id",
        "in",
        tables.selectFrom("hop").select("message_id").where("provider_id", "in", providerIds)
          .where("state", "=", "sent"),
      )
      .returning("id").execute();
    // They were sent: only their state is asked for.
    await enqueueSends(kernel, tx, messages.map(({ id }) => ({ id, isAwaited: false })));
  });
}
