/** Ways in which an agency's PDF arrives broken. */

/** Cut off in the middle, as after a lost connection. */
export function truncatePdf(pdf: Uint8Array): Uint8Array {
  return pdf.slice(0, Math.floor(pdf.length * 0.6));
}

/** An error page where the PDF should be. */
export function notAPdf(): Uint8Array {
  return new TextEncoder().encode(
    "<!DOCTYPE html><html><body>서비스 처리 중 오류가 발생하였습니다.</body></html>",
  );
}

/** Still a PDF, but padded to the size with comment lines before its end. */
export function oversizePdf(pdf: Uint8Array, sizeBytes: number): Uint8Array {
  const padded = new Uint8Array(Math.max(sizeBytes, pdf.length)).fill(0x20);
  padded.set(pdf, 0);
  for (let at = pdf.length; at < padded.length; at += 80) padded[at] = 0x0a;
  return padded;
}
