/**
 * What tests of other rooms need of `submission`.
 *
 * @module
 */
export { smallPdf, writePdf } from "./testing/small_pdf.ts";
