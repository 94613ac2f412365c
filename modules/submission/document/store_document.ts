import { createHash } from "node:crypto";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { DELIVERY_QUEUE } from "../delivery/delivery_queue.ts";
import type { Parts } from "../parts.ts";
import type { CheckedPdf } from "../pdf/pdf_check.ts";
import { dataPlace, pdfPlace } from "../pipeline/sealed_places.ts";
import { tables } from "../tables.ts";
import type { ItemRow } from "../view/view_rows.ts";

export interface UploadedDocument {
  readonly item: ItemRow;
  readonly institutionId: string;
  readonly attemptNumber: number;
  readonly fileName: string;
  readonly pdf: Uint8Array;
  readonly checked: CheckedPdf;
  readonly verificationNumber: string;
}

/**
 * Keeps a person's own file as the item's document and sends it on its way to the institution.
 *
 * @returns the state that the item has now
 */
export async function storeUpload(
  { kernel }: Pick<Parts, "kernel">,
  tx: Transaction,
  upload: UploadedDocument,
): Promise<"issued" | "delivered"> {
  const { item, institutionId, pdf, checked } = upload;
  const now = kernel.clock.now();
  const db = tables(tx);
  const documentId = kernel.uuid();
  const deliveryId = kernel.uuid();
  const data = { verificationNumber: upload.verificationNumber };
  const { retention_days: days } = await db.selectFrom("institution").select("retention_days")
    .where("id", "=", institutionId).executeTakeFirstOrThrow();
  await db.insertInto("document").values({
    institution_id: institutionId,
    id: documentId,
    submission_id: item.submission_id,
    item_id: item.id,
    attempt_number: upload.attemptNumber,
    source: "upload",
    document_code: item.document_code,
    document_name: item.document_name,
    period_from: item.period_from,
    period_to: item.period_to,
    period_label: item.period_label,
    file_name: upload.fileName,
    pdf_sealed: await kernel.sealing.sealBytes(pdfPlace(documentId), pdf),
    pdf_sha256: createHash("sha256").update(pdf).digest("hex"),
    pdf_size_bytes: pdf.length,
    pdf_page_count: checked.pageCount ?? null,
    pdf_encrypted: checked.isEncrypted,
    data_sealed: await kernel.sealing.sealBytes(
      dataPlace(documentId),
      new TextEncoder().encode(JSON.stringify(data)),
    ),
    issue_number: upload.verificationNumber,
    issued_at: now,
    retained_until: new Date(now.getTime() + days * 86_400_000),
  }).execute();
  const webhook = await db.selectFrom("webhook").select("institution_id")
    .where("institution_id", "=", institutionId).where("active", "=", true).executeTakeFirst();
  const isPushed = webhook !== undefined;
  await db.insertInto("delivery").values({
    institution_id: institutionId,
    id: deliveryId,
    document_id: documentId,
    item_id: item.id,
    submission_id: item.submission_id,
    channel: isPushed ? "webhook" : "pull",
    state: isPushed ? "pending" : "delivered",
    next_at: isPushed ? now : null,
    delivered_at: isPushed ? null : now,
    created_at: now,
  }).execute();
  if (isPushed) {
    const job = { deliveryId, isManual: false };
    await kernel.jobs.enqueue(tx, DELIVERY_QUEUE, job, { singletonKey: deliveryId });
  }
  const state = isPushed ? "issued" : "delivered";
  await sql`
    update submission.item
    set state = ${state}, document_id = ${documentId}::uuid, source = 'upload', retryable = false,
      attempt_number = ${upload.attemptNumber}, failure_class = null, failure_code = null,
      failure_text = null, next_at = null, auth_expires_at = null, two_way_sealed = null,
      inputs_sealed = null, finished_at = ${isPushed ? null : now}, version = version + 1
    where submission_id = ${item.submission_id}::uuid and id = ${item.id}::uuid`.execute(tx);
  return state;
}
