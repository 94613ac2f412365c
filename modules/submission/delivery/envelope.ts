/** A document with everything that its institution is told, before it is text. */
export interface EnvelopeContent {
  readonly deliveryId: string;
  readonly issuedAt: Date;
  readonly submission: {
    readonly id: string;
    readonly reference: string;
    readonly productSlug: string;
    readonly productName: string;
    readonly submitterType: string;
    readonly subjectName: string;
    readonly businessNumber: string | null;
    readonly clientName: string | null;
    readonly clientBusinessNumber: string | null;
  };
  readonly document: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly source: "agency" | "upload";
    readonly periodFrom: string | null;
    readonly periodTo: string | null;
    readonly periodLabel: string;
    readonly issueNumber: string | null;
    readonly pdf: Uint8Array | undefined;
    readonly sha256: string | null;
    readonly sizeBytes: number | null;
    readonly pageCount: number | null;
    readonly data: unknown;
  };
}

/**
 * The body of a webhook. It is made from what was issued alone, so every attempt at a delivery sends
 * the same text under the same `id`: a receiver that took it twice can tell.
 */
export function envelopeText(
  { deliveryId, issuedAt, submission, document }: EnvelopeContent,
): string {
  const isDataOnly = document.pdf === undefined;
  return JSON.stringify({
    id: deliveryId,
    type: isDataOnly ? "document.dataOnly" : "document.issued",
    at: issuedAt.toISOString(),
    data: {
      submissionId: submission.id,
      reference: submission.reference,
      product: { slug: submission.productSlug, name: submission.productName },
      document: {
        id: document.id,
        code: document.code,
        name: document.name,
        source: document.source,
        sha256: document.sha256,
        sizeBytes: document.sizeBytes,
        pageCount: document.pageCount,
        issueNumber: document.issueNumber,
        period: document.periodFrom === null
          ? null
          : { from: document.periodFrom, to: document.periodTo, label: document.periodLabel },
        pdfBase64: document.pdf === undefined ? null : document.pdf.toBase64(),
      },
      subject: {
        type: submission.submitterType,
        name: submission.clientName ?? submission.subjectName,
        businessNumber: submission.clientBusinessNumber ?? submission.businessNumber,
        ...(submission.clientName === null ? {} : { agentName: submission.subjectName }),
      },
      data: document.data,
    },
  });
}
