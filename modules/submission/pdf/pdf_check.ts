import { PdfRefusedError } from "../errors.ts";
import { runsByItself } from "./pdf_actions.ts";
import { createPdfBudget } from "./pdf_budget.ts";
import { PDF_SIZE_BYTES_MAX } from "./pdf_limits.ts";
import { createResolver } from "./pdf_objects.ts";
import { countPages } from "./pdf_pages.ts";
import { damaged } from "./pdf_parser.ts";
import { createStreamOpener } from "./pdf_stream.ts";
import { readXref } from "./pdf_xref.ts";

export interface CheckedPdf {
  readonly sizeBytes: number;
  /** Undefined where encryption hides the page tree. */
  readonly pageCount: number | undefined;
  /** It opens with a password, e.g. the first digits of the business number. */
  readonly isEncrypted: boolean;
  /** A viewer would run a script or open something else; unknown, and false, where it is encrypted. */
  readonly runsByItself: boolean;
}

const MAGIC = "%PDF-";
const TAIL_LENGTH = 2_048;

/**
 * Whether bytes are a whole PDF: magic bytes, size, end mark, cross-reference and page tree. It
 * follows the structure alone and runs nothing; hostile files end at a limit.
 *
 * @throws {PdfRefusedError} with the reason
 */
export function checkPdf(bytes: Uint8Array): CheckedPdf {
  if (ascii(bytes, 0, MAGIC.length) !== MAGIC) {
    throw new PdfRefusedError("notPdf", "it does not begin as a PDF");
  }
  if (bytes.length > PDF_SIZE_BYTES_MAX) {
    throw new PdfRefusedError("tooLarge", `it is larger than ${PDF_SIZE_BYTES_MAX} bytes`);
  }
  const tail = ascii(bytes, Math.max(0, bytes.length - TAIL_LENGTH), bytes.length);
  if (!tail.includes("%%EOF")) throw new PdfRefusedError("truncated", "its end is missing");
  const start = /startxref\s+(\d{1,10})\s+%%EOF/.exec(tail.slice(tail.lastIndexOf("startxref")));
  if (start === null) throw damaged("it does not say where its cross-reference is");
  const budget = createPdfBudget();
  const openStream = createStreamOpener(bytes);
  const xref = readXref(bytes, { start: Number(start[1]), openStream, budget });
  const isEncrypted = xref.trailer.entries.has("Encrypt");
  const resolve = createResolver(bytes, { xref, openStream, budget });
  const pageCount = isEncrypted
    ? countIfReadable(() => countPages(xref.trailer, resolve))
    : countPages(xref.trailer, resolve);
  if (pageCount === 0) throw new PdfRefusedError("noPages", "it has no pages");
  return {
    sizeBytes: bytes.length,
    pageCount,
    isEncrypted,
    runsByItself: !isEncrypted && runsByItself(xref.trailer, resolve),
  };
}

/** Packed objects of an encrypted file are encrypted themselves. */
function countIfReadable(count: () => number): number | undefined {
  try {
    return count();
  } catch (error) {
    if (error instanceof PdfRefusedError && error.reason === "damaged") return undefined;
    throw error;
  }
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
