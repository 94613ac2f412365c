import type { Kernel, Transaction } from "@maru/kernel";
import { type ItemEventTable, tables } from "../tables.ts";

type Optional = "failure_class" | "failure_code" | "detail";

/** Adds to an item's history; `detail` is the vendor's own text, for the operator. */
export async function addItemEvent(
  { tx, kernel }: { tx: Transaction; kernel: Kernel },
  event: Omit<ItemEventTable, "id" | "at" | Optional> & Partial<Pick<ItemEventTable, Optional>>,
): Promise<void> {
  await tables(tx).insertInto("item_event").values({
    failure_class: null,
    failure_code: null,
    detail: null,
    ...event,
    id: kernel.uuid(),
    at: kernel.clock.now(),
  }).execute();
}
