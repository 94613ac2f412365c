import { sql } from "kysely";
import { openPdf, selectDocuments } from "../document/open_document.ts";
import { ItemNotFoundError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { SubmitterDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";

/** The original PDF for the person it is about; each download stands in the access log. */
export function createDownload({ kernel }: Pick<Parts, "kernel">): SubmitterDesk["download"] {
  return async (session, { submissionId, itemId, address }) => {
    if (!isUuid(submissionId) || !isUuid(itemId)) throw new ItemNotFoundError(itemId);
    const [document] = await selectDocuments(
      kernel.database.db,
      sql`d.id = (
        select i.document_id from submission.item i
        join submission.submission s on s.id = i.submission_id
        where i.submission_id = ${submissionId}::uuid and i.id = ${itemId}::uuid
          and s.submitter_id = ${session.submitterId}::uuid)`,
    );
    if (document === undefined) throw new ItemNotFoundError(itemId);
    const opened = await openPdf({ kernel }, document, document.id);
    await kernel.transaction((tx) =>
      kernel.accessLog.record(tx, {
        actor: `submitter:${session.submitterId}`,
        tenantId: document.institution_id,
        address,
        action: "document.download",
        subject: document.id,
      })
    );
    return opened;
  };
}
