import { writePdf } from "@maru/submission/testing";

/** About what a certificate of one page without embedded fonts takes. */
const PDF_BYTES = 20_000;

const LINE = "BT /F1 10 Tf 50 700 Td (Bench certificate of payment) Tj ET\n";

/** A PDF of one page, whole to the last byte: header, objects, cross-reference table, trailer. */
export function samplePdf(): Uint8Array<ArrayBuffer> {
  const content = LINE.repeat(Math.ceil(PDF_BYTES / LINE.length));
  return writePdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " +
    "/Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}endstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ]);
}
