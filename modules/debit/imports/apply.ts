import type { Kernel, Transaction } from "@maru/kernel";
import type { Selectable } from "kysely";
import { isId } from "../settings/lists/ids.ts";
import { applyAll } from "./apply_all.ts";
import { applyGood } from "./apply_good.ts";
import type { ImportDeps } from "./deps.ts";
import { ImportHasBadRowsError, ImportNotFoundError, ImportStateError } from "./errors.ts";
import type { ImportDesk } from "./import_desk.ts";
import { removeRows } from "./lease.ts";
import { type ImportKey, type ImportTable, importTables } from "./tables.ts";

const QUEUE = "debit.imports.apply";
const QUEUE_OPTIONS = {
  concurrency: 1,
  retryCountMax: 5,
  retryDelaySeconds: 5,
  expireInSeconds: 900,
} as const;
const CANCELLABLE: readonly string[] = ["reading", "checked", "applying"];

/** Writing as a job, and its end. Declares the queue. */
export function createApply(
  kernel: Kernel,
  deps: ImportDeps,
): Pick<ImportDesk, "apply" | "cancel"> {
  kernel.jobs.define<ImportKey>(QUEUE, QUEUE_OPTIONS, async (key, signal) => {
    const row = await importTables(kernel.database.db).selectFrom("import").select("which")
      .where("merchant_id", "=", key.merchantId).where("id", "=", key.importId)
      .where("state", "=", "applying").executeTakeFirst();
    if (row === undefined) return;
    await (row.which === "all" ? applyAll : applyGood)(kernel, deps, key, signal);
  });
  return {
    apply: (merchantId, { id, which, actor }) =>
      kernel.transaction(async (tx) => {
        const row = await lockImport(tx, { merchantId, importId: id });
        const isAsked = row.state === "applying" || row.state === "done";
        if (isAsked && row.which === which) return;
        if (row.state !== "checked") throw new ImportStateError(id, row.state);
        if (which === "all" && row.bad_count > 0) {
          throw new ImportHasBadRowsError(id, row.bad_count);
        }
        await importTables(tx).updateTable("import")
          .set({ state: "applying", which, applied_by: actor })
          .where("merchant_id", "=", merchantId).where("id", "=", id).execute();
        await kernel.jobs.enqueue(tx, QUEUE, { merchantId, importId: id }, { singletonKey: id });
      }),
    cancel: (merchantId, { id }) =>
      kernel.transaction(async (tx) => {
        const row = await lockImport(tx, { merchantId, importId: id });
        if (row.state === "cancelled") return;
        if (!CANCELLABLE.includes(row.state)) throw new ImportStateError(id, row.state);
        await importTables(tx).updateTable("import").set({ state: "cancelled", lease_until: null })
          .where("merchant_id", "=", merchantId).where("id", "=", id).execute();
        await removeRows(tx, { merchantId, importId: id });
      }),
  };
}

/** @throws {ImportNotFoundError} */
async function lockImport(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
): Promise<Selectable<ImportTable>> {
  const row = isId(importId)
    ? await importTables(tx).selectFrom("import").selectAll()
      .where("merchant_id", "=", merchantId).where("id", "=", importId)
      .forUpdate().executeTakeFirst()
    : undefined;
  if (row === undefined) throw new ImportNotFoundError(importId);
  return row;
}
