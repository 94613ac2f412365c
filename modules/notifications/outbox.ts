import { type Kernel, maskPhone, type Transaction } from "@maru/kernel";
import type { MessageRequest } from "./notifications.ts";
import { checkedPhone, phoneIndexOf } from "./opt_outs.ts";
import { tablesOf } from "./tables.ts";
import { fillTemplate } from "./template_text.ts";
import { boundVersion, currentTemplate } from "./templates.ts";

export const SEND_QUEUE = "notifications.send";

export interface SendJob {
  readonly messageId: string;
}

/** Writes the message and its job in the caller's transaction; a known key does nothing. */
export async function putIntoOutbox(
  kernel: Kernel,
  tx: Transaction,
  request: MessageRequest,
): Promise<void> {
  const tables = tablesOf(tx);
  const template = boundVersion(await currentTemplate(tables, request.template));
  // Filled once here, so that a missing value fails the caller and not a job in the night.
  fillTemplate({ code: template.code, text: template.body + template.short_body }, request.values);
  const phone = checkedPhone(request.phone);
  const id = kernel.uuid();
  const place = { table: "notifications.message", row: id };
  const inserted = await tables.insertInto("message").values({
    id,
    tenant_id: request.tenantId ?? null,
    key: request.key,
    template: template.code,
    template_version: template.version,
    kind: template.kind,
    values_sealed: await kernel.sealing.seal(
      { ...place, column: "values" },
      JSON.stringify(request.values),
    ),
    phone_sealed: await kernel.sealing.seal({ ...place, column: "phone" }, phone),
    phone_index: await phoneIndexOf(kernel, phone),
    phone_masked: maskPhone(phone),
    state: "pending",
    next_at: kernel.clock.now(),
    held_until: null,
    retry_count: 0,
    is_awaited: template.is_awaited,
    created_at: kernel.clock.now(),
  }).onConflict((conflict) => conflict.column("key").doNothing()).executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return;
  await enqueueSends(kernel, tx, [{ id, isAwaited: template.is_awaited }]);
}

/** A message whose job waits already gets no second one; an awaited one goes first. */
export async function enqueueSends(
  kernel: Kernel,
  tx: Transaction,
  messages: readonly { readonly id: string; readonly isAwaited: boolean }[],
): Promise<void> {
  await kernel.jobs.enqueueMany(
    tx,
    SEND_QUEUE,
    messages.map(({ id, isAwaited }) => ({
      data: { messageId: id } satisfies SendJob,
      singletonKey: id,
      isUrgent: isAwaited,
    })),
  );
}
