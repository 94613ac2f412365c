import type { Transaction } from "@maru/kernel";
import { allowLongStatements } from "../../exchange/long_statements.ts";
import { holdCutoff } from "../../schedule/cutoff_lock.ts";
import type { OrderWork } from "../order_work.ts";
import { moveOrders } from "./move_orders.ts";
import { moveRegistrations } from "./move_registrations.ts";

/** Follows changed holidays by itself; returns what an operator or the exchange calls. */
export function createReplan(work: OrderWork): () => Promise<number> {
  const { kernel } = work;
  kernel.calendar.onChange("debit.orders", async (tx) => {
    await replan(work, tx);
  });
  return () =>
    kernel.transaction(async (tx) => {
      await kernel.calendar.refresh(tx);
      return await replan(work, tx);
    });
}

/** Moves what was not sent to the days that hold now. */
async function replan(work: OrderWork, tx: Transaction): Promise<number> {
  await allowLongStatements(tx);
  await holdCutoff(tx);
  return await moveOrders(work, tx) + await moveRegistrations(work, tx);
}
