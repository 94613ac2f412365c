import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { AgencyAnswer } from "../agency_connector.ts";
import type { WebhookTarget } from "../delivery/post_document.ts";
import { type EnvelopeContent, envelopeText } from "../delivery/envelope.ts";
import { documentFileName } from "../document/file_name.ts";
import { isAboutSubject } from "../document/identity.ts";
import { PdfRefusedError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import { checkPdf } from "../pdf/pdf_check.ts";
import { createBatcher } from "./batcher.ts";
import type { Claim } from "./claim.ts";
import { dataPlace, pdfPlace } from "./sealed_places.ts";

export type IssuedAnswer = Extract<AgencyAnswer, { kind: "issued" }>;

export type IssueOutcome =
  | {
    readonly kind: "issued";
    /** Present where the institution takes documents by webhook. */
    readonly handOver?: { target: WebhookTarget; deliveryId: string; body: string };
    /** The submission ended with this document. */
    readonly isFinished: boolean;
  }
  /** Another holder has the lease, or the item ended meanwhile: the document is not ours to keep. */
  | { readonly kind: "notOurs" }
  | { readonly kind: "damaged"; readonly code: string; readonly text: string };

interface Prepared {
  readonly claim: Claim;
  readonly documentId: string;
  readonly deliveryId: string;
  readonly fileName: string;
  readonly pdf: Uint8Array | undefined;
  readonly pdfSealed: Uint8Array | null;
  readonly dataSealed: Uint8Array;
  readonly sha256: string | null;
  readonly pageCount: number | null;
  readonly isEncrypted: boolean;
  readonly issueNumber: string | null;
}

interface RecordedRow {
  n: number;
  outcome: "issued" | "fenced" | "ended";
  webhook_url: string | null;
  webhook_secret_sealed: string | null;
  finished: boolean;
}

const BATCH_SIZE_MAX = 16;
const ISSUE_NUMBER_LENGTH_MAX = 100;

/** Checks, seals and records what an agency issued. */
export function createIssuer(
  { kernel, settings }: Pick<Parts, "kernel" | "settings">,
): (claim: Claim, answer: IssuedAnswer, residentNumber?: string) => Promise<IssueOutcome> {
  const lockSeconds = Math.ceil(settings.deliveryTimeoutMs / 1_000) + 20;
  const record = createBatcher({
    sizeMax: BATCH_SIZE_MAX,
    async run(batch: readonly Prepared[]) {
      const pdfs = sql.join(batch.map(({ pdfSealed }) => sql`${pdfSealed}::bytea`));
      const datas = sql.join(batch.map(({ dataSealed }) => sql`${dataSealed}::bytea`));
      const issuedAt = kernel.clock.now();
      const { rows } = await sql<RecordedRow>`
        select * from submission.record_issued(
          ${JSON.stringify(batch.map((prepared, n) => rowOf(prepared, n)))}::jsonb,
          array[${pdfs}], array[${datas}], ${issuedAt}, ${lockSeconds}::integer)`
        .execute(kernel.database.db);
      const byNumber = new Map(rows.map((row) => [row.n, row]));
      return batch.map((_, n) => ({ row: byNumber.get(n), issuedAt }));
    },
  });

  function rowOf(prepared: Prepared, n: number) {
    const { item, token } = prepared.claim;
    return {
      n,
      item: item.id,
      submission: item.submissionId,
      certificate: item.certificate,
      agency: item.agency,
      token,
      document: prepared.documentId,
      delivery: prepared.deliveryId,
      event: kernel.uuid(),
      fileName: prepared.fileName,
      sha256: prepared.sha256,
      sizeBytes: prepared.pdf?.length ?? null,
      pageCount: prepared.pageCount,
      encrypted: prepared.isEncrypted,
      issueNumber: prepared.issueNumber,
    };
  }

  return async (claim, answer, residentNumber) => {
    const damage = damageOf(claim, answer, residentNumber);
    if ("code" in damage) return { kind: "damaged", ...damage };
    const prepared = await prepare({ kernel }, { claim, answer, ...damage });
    const { row, issuedAt } = await record(prepared);
    if (row?.outcome !== "issued") return { kind: "notOurs" };
    if (row.webhook_url === null || row.webhook_secret_sealed === null) {
      return { kind: "issued", isFinished: row.finished };
    }
    const body = envelopeText(contentOf(prepared, { answer, issuedAt }));
    const target = {
      institutionId: claim.submission.institutionId,
      url: row.webhook_url,
      secretSealed: row.webhook_secret_sealed,
    };
    const handOver = { target, deliveryId: prepared.deliveryId, body };
    return { kind: "issued", isFinished: row.finished, handOver };
  };
}

/** What the PDF is, or what is wrong with it. */
function damageOf(
  { item, submission }: Claim,
  answer: IssuedAnswer,
  residentNumber: string | undefined,
):
  | { code: string; text: string }
  | { pdf: Uint8Array | undefined; pageCount: number | null; isEncrypted: boolean } {
  const businessNumber = submission.clientBusinessNumber ?? submission.businessNumber ?? undefined;
  if (!isAboutSubject(answer.data, { businessNumber, residentNumber })) {
    return { code: "MARU-OTHER-SUBJECT", text: "the document is about somebody else" };
  }
  const pdf = item.hasPdf && !item.dataOnly ? answer.pdf : undefined;
  if (pdf === undefined) return { pdf, pageCount: null, isEncrypted: false };
  try {
    const { pageCount, isEncrypted } = checkPdf(pdf);
    return { pdf, pageCount: pageCount ?? null, isEncrypted };
  } catch (error) {
    if (!(error instanceof PdfRefusedError)) throw error;
    return { code: `MARU-PDF-${error.reason}`, text: error.message };
  }
}

async function prepare(
  { kernel }: Pick<Parts, "kernel">,
  { claim, answer, pdf, pageCount, isEncrypted }: {
    claim: Claim;
    answer: IssuedAnswer;
    pdf: Uint8Array | undefined;
    pageCount: number | null;
    isEncrypted: boolean;
  },
): Promise<Prepared> {
  const { sealing, calendar, clock } = kernel;
  const documentId = kernel.uuid();
  const data = new TextEncoder().encode(JSON.stringify(answer.data));
  const [pdfSealed, dataSealed] = await Promise.all([
    pdf === undefined ? null : sealing.sealBytes(pdfPlace(documentId), pdf),
    sealing.sealBytes(dataPlace(documentId), data),
  ]);
  return {
    claim,
    documentId,
    deliveryId: kernel.uuid(),
    fileName: documentFileName({
      name: claim.item.documentName,
      subject: claim.submission.clientName ?? claim.submission.subjectName,
      date: calendar.dateOf(clock.now()),
    }),
    pdf,
    pdfSealed,
    dataSealed,
    sha256: pdf === undefined ? null : createHash("sha256").update(pdf).digest("hex"),
    pageCount,
    isEncrypted,
    issueNumber: answer.issueNumber?.slice(0, ISSUE_NUMBER_LENGTH_MAX) ?? null,
  };
}

function contentOf(
  prepared: Prepared,
  { answer, issuedAt }: { answer: IssuedAnswer; issuedAt: Date },
): EnvelopeContent {
  const { item, submission } = prepared.claim;
  return {
    deliveryId: prepared.deliveryId,
    issuedAt,
    submission,
    document: {
      id: prepared.documentId,
      code: item.documentCode,
      name: item.documentName,
      source: "agency",
      periodFrom: item.periodFrom,
      periodTo: item.periodTo,
      periodLabel: item.periodLabel,
      issueNumber: prepared.issueNumber,
      pdf: prepared.pdf,
      sha256: prepared.sha256,
      sizeBytes: prepared.pdf?.length ?? null,
      pageCount: prepared.pageCount,
      data: answer.data,
    },
  };
}
