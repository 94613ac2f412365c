/**
 * Checks one hostile file in a process of its own and tells what it cost: the peak of resident
 * memory cannot be seen from inside a process that did other things before.
 *
 * @module
 */
import { PdfRefusedError } from "../errors.ts";
import { smallPdf } from "../testing/small_pdf.ts";
import { checkPdf } from "./pdf_check.ts";

/** `VmHWM`, the highest that resident memory ever was; reading it takes all permissions. */
function peakKilobytes(): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(Deno.readTextFileSync("/proc/self/status"))?.[1]);
}

if (import.meta.main) {
  checkPdf(smallPdf(3));
  const file = Deno.readFileSync(Deno.args[0] ?? "");
  const before = peakKilobytes();
  const startedAt = performance.now();
  let outcome = "accepted";
  try {
    checkPdf(file);
  } catch (error) {
    outcome = error instanceof PdfRefusedError ? error.reason : `fault: ${String(error)}`;
  }
  const tookMs = performance.now() - startedAt;
  console.log(JSON.stringify({ outcome, tookMs, grownKilobytes: peakKilobytes() - before }));
}
