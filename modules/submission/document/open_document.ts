import type { Transaction } from "@maru/kernel";
import { type Kysely, type RawBuilder, sql } from "kysely";
import { DocumentDestroyedError, DocumentNotFoundError, PdfNotProvidedError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import { dataPlace, pdfPlace } from "../pipeline/sealed_places.ts";
import type { DataShape } from "../tables.ts";

/** A document with its sealed bytes. */
export interface SealedDocument {
  id: string;
  institution_id: string;
  submission_id: string;
  document_code: string;
  document_name: string;
  file_name: string;
  pdf_sealed: Uint8Array | null;
  pdf_sha256: string | null;
  data_sealed: Uint8Array | null;
  destroyed_at: Date | null;
  data_shape: DataShape;
}

/** Documents by a condition on `d`, oldest first. */
export async function selectDocuments(
  db: Kysely<unknown> | Transaction,
  where: RawBuilder<unknown>,
): Promise<SealedDocument[]> {
  const { rows } = await sql<SealedDocument>`
    select d.id, d.institution_id, d.submission_id, d.document_code, d.document_name, d.file_name,
      d.pdf_sealed, d.pdf_sha256, d.data_sealed, d.destroyed_at, t.data_shape
    from submission.document d
    join submission.document_type t on t.code = d.document_code
    where ${where}
    order by d.issued_at, d.id`.execute(db);
  return rows;
}

/** @throws {DocumentDestroyedError | PdfNotProvidedError} */
export async function openPdf(
  { kernel }: Pick<Parts, "kernel">,
  document: SealedDocument | undefined,
  documentId: string,
): Promise<{ fileName: string; pdf: Uint8Array; sha256: string }> {
  const { file_name: fileName, pdf_sealed: sealed, pdf_sha256: sha256 } = requireKept(
    document,
    documentId,
  );
  if (sealed === null || sha256 === null) throw new PdfNotProvidedError(documentId);
  return { fileName, pdf: await kernel.sealing.openBytes(pdfPlace(documentId), sealed), sha256 };
}

/** @throws {DocumentDestroyedError} */
export async function openData(
  { kernel }: Pick<Parts, "kernel">,
  document: SealedDocument | undefined,
  documentId: string,
): Promise<unknown> {
  const { data_sealed: sealed } = requireKept(document, documentId);
  if (sealed === null) return {};
  const bytes = await kernel.sealing.openBytes(dataPlace(documentId), sealed);
  return JSON.parse(new TextDecoder().decode(bytes));
}

function requireKept(document: SealedDocument | undefined, documentId: string): SealedDocument {
  if (document === undefined) throw new DocumentNotFoundError(documentId);
  if (document.destroyed_at !== null) {
    throw new DocumentDestroyedError(documentId, document.destroyed_at);
  }
  return document;
}
