import { sql } from "kysely";
import {
  openData,
  openPdf,
  type SealedDocument,
  selectDocuments,
} from "../document/open_document.ts";
import { DocumentNotFoundError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { InstitutionDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";
import { documentTable } from "./document_table.ts";
import { recordLook } from "./looker.ts";

/** Single documents. The look is on record before anything is shown. */
export function createDocuments(
  { kernel }: Pick<Parts, "kernel">,
): Pick<InstitutionDesk, "documentData" | "documentPdf"> {
  return {
    async documentData(institutionId, documentId, by) {
      const document = await find(institutionId, documentId);
      const json = await openData({ kernel }, document, documentId);
      await kernel.transaction((tx) =>
        recordLook({ kernel }, tx, { by, action: "document.view", institutionId, documentId })
      );
      return {
        name: document.document_name,
        ...documentTable(json, document.data_shape),
        json,
        hasPdf: document.pdf_sha256 !== null,
      };
    },
    async documentPdf(institutionId, documentId, by) {
      const document = await find(institutionId, documentId);
      const opened = await openPdf({ kernel }, document, documentId);
      await kernel.transaction((tx) =>
        recordLook({ kernel }, tx, { by, action: "document.download", institutionId, documentId })
      );
      return opened;
    },
  };

  async function find(institutionId: string, documentId: string): Promise<SealedDocument> {
    const [document] = isUuid(documentId)
      ? await selectDocuments(
        kernel.database.db,
        sql`d.institution_id = ${institutionId}::uuid and d.id = ${documentId}::uuid`,
      )
      : [];
    if (document === undefined) throw new DocumentNotFoundError(documentId);
    return document;
  }
}
