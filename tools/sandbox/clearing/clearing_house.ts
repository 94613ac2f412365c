import type { SandboxContext } from "../context.ts";
import { deliver, type Delivery, type ResultSlot } from "./exchange/delivery.ts";
import { openWork } from "./exchange/due_work.ts";
import { fileStatus, type SentFile } from "./exchange/exchanged_file.ts";
import { cancelSent, checkArrived, putArrived, type Slot } from "./exchange/reception.ts";
import { createTaskQueue } from "./exchange/task_queue.ts";
import { type House, openHouse } from "./house.ts";

/** The clearing house and the banks at work, whichever way they are spoken to. */
export interface ClearingHouse {
  readonly house: House;
  /** Does whatever the clock has made due, in the order of its times. */
  settle(): Promise<void>;
  /**
   * Takes a file that lies whole at a path; its check goes on behind.
   *
   * @throws {DuplicateFileError}
   */
  take(slot: Slot, draftPath: string): SentFile;
  /** Settles when a file's check is over. */
  checked(id: string): Promise<void>;
  cancel(slot: Slot): Promise<SentFile | undefined>;
  deliver(slot: ResultSlot): Promise<Delivery | undefined>;
}

export function createClearingHouse(context: SandboxContext): ClearingHouse {
  const house = openHouse(context);
  const queue = createTaskQueue();
  const checks = new Map<string, Promise<void>>();

  const settle = () => queue.run(() => doDueWork(house));
  const startCheck = (file: SentFile) => {
    const check = queue.run(async () => {
      await doDueWork(house);
      await checkArrived(house, file);
    }).catch((error) => {
      const reason = error instanceof Error ? error.stack : String(error);
      context.log("clearing.check-failed", { file: file.id, error: reason });
    }).finally(() => checks.delete(file.id));
    checks.set(file.id, check);
  };
  // A stop between arrival and check leaves files that nobody would look at again.
  for (const file of house.store.list()) {
    if (file.direction === "sent" && file.status === fileStatus.arrived) startCheck(file);
  }

  return {
    house,
    settle,
    take(slot, draftPath) {
      const file = putArrived(house, slot, draftPath);
      startCheck(file);
      return file;
    },
    checked: async (id) => await checks.get(id),
    async cancel(slot) {
      return await queue.run(() => Promise.resolve(cancelSent(house, slot)));
    },
    async deliver(slot) {
      await settle();
      return await deliver(house, slot);
    },
  };
}

/** One after the other, because the later looks at what the earlier left. */
async function doDueWork(house: House): Promise<void> {
  for (;;) {
    const [next] = openWork(house);
    if (next === undefined || next.at > house.context.now()) return;
    await next.run();
  }
}
