import { NESTING_MAX, PAGE_NODE_COUNT_MAX } from "./pdf_limits.ts";
import type { Resolve } from "./pdf_objects.ts";
import { damaged, tooComplex } from "./pdf_parser.ts";
import { isDictionary, isReference, type PdfDictionary, type PdfValue } from "./pdf_value.ts";

/**
 * Counts the leaves of the page tree (ISO 32000-1, section 7.7.3). What `/Count` says is not
 * believed.
 */
export function countPages(trailer: PdfDictionary, resolve: Resolve): number {
  const root = resolve(trailer.entries.get("Root"));
  if (!isDictionary(root)) throw damaged("it has no catalogue");
  const seen = new Set<number>();
  let nodeCount = 0;

  function count(value: PdfValue | undefined, depth: number): number {
    if (depth > NESTING_MAX) throw tooComplex("its page tree is too deep");
    if (++nodeCount > PAGE_NODE_COUNT_MAX) throw tooComplex("its page tree is too large");
    if (isReference(value)) {
      if (seen.has(value.number)) throw damaged("its page tree is a circle");
      seen.add(value.number);
    }
    const node = resolve(value);
    if (!isDictionary(node)) throw damaged("a page is missing");
    const kids = resolve(node.entries.get("Kids"));
    if (kids === undefined) return 1;
    if (typeof kids !== "object" || kids === null || kids.kind !== "array") {
      throw damaged("its page tree is broken");
    }
    return kids.items.reduce<number>((sum, kid) => sum + count(kid, depth + 1), 0);
  }

  return count(root.entries.get("Pages"), 0);
}
