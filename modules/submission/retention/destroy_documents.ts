import { sql } from "kysely";
import type { Parts } from "../parts.ts";

const BATCH_SIZE = 200;
/** Of one night: what is left is destroyed in the next one. */
const BATCH_COUNT_MAX = 10_000;

interface Destroyed {
  id: string;
  institution_id: string;
  retained_until: Date;
}

/**
 * Destroys the PDF and the data of documents whose retention is over. The row stays, and tells that
 * there was a document and when it went; so does the access log.
 *
 * @returns how many were destroyed
 */
export async function destroyDocuments({ kernel }: Pick<Parts, "kernel">): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < BATCH_COUNT_MAX; batch++) {
    const destroyed = await destroyBatch({ kernel });
    count += destroyed;
    if (destroyed < BATCH_SIZE) return count;
  }
  kernel.log.warn("documents are left to be destroyed", { count });
  return count;
}

async function destroyBatch({ kernel }: Pick<Parts, "kernel">): Promise<number> {
  return await kernel.transaction(async (tx) => {
    const now = kernel.clock.now();
    const { rows } = await sql<Destroyed>`
      update submission.document
      set pdf_sealed = null, data_sealed = null, destroyed_at = ${now}
      where (institution_id, id) in (
        select d.institution_id, d.id from submission.document d
        where d.destroyed_at is null and d.retained_until <= ${now}
        order by d.retained_until limit ${BATCH_SIZE} for update skip locked)
      returning id, institution_id, retained_until`.execute(tx);
    for (const document of rows) {
      await kernel.accessLog.record(tx, {
        actor: "system",
        tenantId: document.institution_id,
        action: "document.destroy",
        subject: document.id,
        reason: `retained until ${document.retained_until.toISOString()}`,
      });
    }
    return rows.length;
  });
}
