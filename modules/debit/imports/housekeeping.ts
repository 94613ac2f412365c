import type { Kernel } from "@maru/kernel";
import { sweepUploads } from "@maru/spreadsheet";
import { sql } from "kysely";
import { uploadDirectory } from "./begin.ts";
import { refuseInterrupted } from "./lease.ts";

const TICK_SECONDS = 10;
/** A dry run that nobody went on with is cancelled after so many days. */
const CHECKED_KEPT_DAYS = 7;
/** Bad rows hold names and telephone numbers: they go after so many days. */
const BAD_ROWS_KEPT_DAYS = 30;
const CLEAN_AT = "04:20";

/** Declares what looks after imports that nobody looks after. */
export function keepHouse(kernel: Kernel): void {
  let isSwept = false;
  kernel.jobs.tick("debit.imports.leases", TICK_SECONDS, async () => {
    await refuseInterrupted(kernel);
    if (!isSwept) await sweepUploads(uploadDirectory(kernel));
    isSwept = true;
  });
  kernel.jobs.daily("debit.imports.clean", CLEAN_AT, () => forgetOld(kernel));
}

/** Ends dry runs that were left, and forgets rows that are not needed any more. */
export async function forgetOld(kernel: Kernel): Promise<void> {
  const now = kernel.clock.now();
  await kernel.transaction(async (tx) => {
    await sql`
      update debit.import set state = 'cancelled'
      where state = 'checked'
        and created_at < ${now}::timestamptz - make_interval(days => ${sql.lit(CHECKED_KEPT_DAYS)})`
      .execute(tx);
    await sql`
      delete from debit.import_row r using debit.import i
      where i.merchant_id = r.merchant_id and i.id = r.import_id
        and i.state in ('done', 'refused', 'cancelled')`.execute(tx);
    await sql`
      delete from debit.import_bad_row b using debit.import i
      where i.merchant_id = b.merchant_id and i.id = b.import_id and i.created_at
        < ${now}::timestamptz - make_interval(days => ${sql.lit(BAD_ROWS_KEPT_DAYS)})`.execute(tx);
  });
}
