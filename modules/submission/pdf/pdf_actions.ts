import type { Resolve } from "./pdf_objects.ts";
import { isDictionary, isName, type PdfDictionary, type PdfValue } from "./pdf_value.ts";

/** Actions that run or reach something outside of the page (ISO 32000-1, section 12.6.4). */
const RUNNING = ["JavaScript", "Launch", "SubmitForm", "ImportData", "GoToE", "Rendition"] as const;

/**
 * Whether a viewer would run something by itself when it opens the file: a script, a program, a form
 * that is sent, an attachment. No issued document does.
 */
export function runsByItself(trailer: PdfDictionary, resolve: Resolve): boolean {
  const dictionaryOf = (value: PdfValue | undefined) => {
    const found = resolve(value);
    return isDictionary(found) ? found.entries : undefined;
  };
  const catalogue = dictionaryOf(trailer.entries.get("Root"));
  const kind = resolve(dictionaryOf(catalogue?.get("OpenAction"))?.get("S"));
  const names = dictionaryOf(catalogue?.get("Names"));
  return RUNNING.some((name) => isName(kind, name)) ||
    dictionaryOf(catalogue?.get("AA")) !== undefined ||
    names?.has("JavaScript") === true || names?.has("EmbeddedFiles") === true ||
    dictionaryOf(catalogue?.get("AcroForm"))?.has("XFA") === true;
}
