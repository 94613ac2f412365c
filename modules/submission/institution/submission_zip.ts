import { csvText } from "@maru/kernel";
import { sql } from "kysely";
import {
  openData,
  openPdf,
  type SealedDocument,
  selectDocuments,
} from "../document/open_document.ts";
import {
  DocumentDestroyedError,
  DocumentNotFoundError,
  SubmissionNotFoundError,
} from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { InstitutionDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";
import { type Archive, createArchive } from "./archive.ts";
import { archiveStem, safeFileName } from "./archive_name.ts";
import { ArchiveTooLargeError } from "./archive_too_large_error.ts";
import { documentTable } from "./document_table.ts";
import { recordLook } from "./looker.ts";

interface Listed {
  id: string;
  issued_at: Date;
  destroyed_at: Date | null;
  size_bytes: number;
}

/** PDFs and data as they are kept, all documents together: the archive is made in memory. */
const SIZE_BYTES_MAX = 128 * 1024 * 1024;

/** PDFs, JSON and CSV of one submission; each document stands in the access log. */
export function createSubmissionZip({ kernel }: Pick<Parts, "kernel">): InstitutionDesk["zip"] {
  return async (institutionId, submissionId, by) => {
    const { reference, subject } = await findSubmission({ kernel }, institutionId, submissionId);
    const listed = await listDocuments({ kernel }, institutionId, submissionId);
    await kernel.transaction(async (tx) => {
      for (const { id: documentId } of listed) {
        await recordLook({ kernel }, tx, {
          by,
          action: "document.download",
          institutionId,
          documentId,
        });
      }
    });
    const archive = createArchive();
    for (const [index, { id, issued_at: issuedAt }] of listed.entries()) {
      const [document] = await selectDocuments(
        kernel.database.db,
        sql`d.institution_id = ${institutionId}::uuid and d.id = ${id}::uuid`,
      );
      if (document === undefined) throw new DocumentNotFoundError(id);
      await addDocument({ kernel }, archive, { document, number: index + 1, issuedAt });
    }
    return { fileName: `${safeFileName(`${reference}_${subject}`)}.zip`, zip: archive.end() };
  };
}

async function findSubmission(
  { kernel }: Pick<Parts, "kernel">,
  institutionId: string,
  submissionId: string,
): Promise<{ reference: string; subject: string }> {
  const { rows } = isUuid(submissionId)
    ? await sql<{ reference: string; subject: string }>`
      select reference, coalesce(client_name, subject_name) as subject
      from submission.submission
      where institution_id = ${institutionId}::uuid and id = ${submissionId}::uuid`
      .execute(kernel.database.db)
    : { rows: [] };
  const [row] = rows;
  if (row === undefined) throw new SubmissionNotFoundError(submissionId);
  return row;
}

/** The documents that are still kept, in the order of the list that the customer saw. */
async function listDocuments(
  { kernel }: Pick<Parts, "kernel">,
  institutionId: string,
  submissionId: string,
): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select d.id, d.issued_at, d.destroyed_at,
      coalesce(octet_length(d.pdf_sealed), 0) + coalesce(octet_length(d.data_sealed), 0)
        as size_bytes
    from submission.item i join submission.document d on d.id = i.document_id
    where i.submission_id = ${submissionId}::uuid and d.institution_id = ${institutionId}::uuid
    order by i.position`.execute(kernel.database.db);
  const kept = rows.filter((row) => row.destroyed_at === null);
  const [first] = rows;
  if (first === undefined) throw new DocumentNotFoundError(submissionId);
  if (kept.length === 0) throw new DocumentDestroyedError(first.id, first.destroyed_at!);
  const sizeBytes = kept.reduce((sum, row) => sum + row.size_bytes, 0);
  if (sizeBytes > SIZE_BYTES_MAX) {
    throw new ArchiveTooLargeError(submissionId, sizeBytes, SIZE_BYTES_MAX);
  }
  return kept;
}

async function addDocument(
  { kernel }: Pick<Parts, "kernel">,
  archive: Archive,
  { document, number, issuedAt: modifiedAt }: {
    document: SealedDocument;
    number: number;
    issuedAt: Date;
  },
): Promise<void> {
  const stem = archiveStem(number, document.file_name);
  if (document.pdf_sha256 !== null) {
    const { pdf } = await openPdf({ kernel }, document, document.id);
    archive.add({ name: `${stem}.pdf`, bytes: pdf, modifiedAt, isCompressed: true });
  }
  const data = await openData({ kernel }, document, document.id);
  const texts = {
    json: `${JSON.stringify(data, null, 2)}\n`,
    csv: csvText(documentTable(data, document.data_shape)),
  };
  for (const [kind, text] of Object.entries(texts)) {
    const bytes = new TextEncoder().encode(text);
    archive.add({ name: `${stem}.${kind}`, bytes, modifiedAt, isCompressed: false });
  }
}
