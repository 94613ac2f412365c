import type { PdfBudget } from "./pdf_budget.ts";
import { createPdfParser, damaged, tooComplex } from "./pdf_parser.ts";
import { objectAt, streamStart } from "./pdf_stream_start.ts";
import type { StreamOpener } from "./pdf_stream.ts";
import { countOf, isReference, type PdfReference, type PdfValue } from "./pdf_value.ts";
import type { Xref } from "./pdf_xref.ts";
import { OBJECT_COUNT_MAX } from "./pdf_limits.ts";

/** Looks objects up; a reference to nothing is null (ISO 32000-1, section 7.3.10). */
export type Resolve = (value: PdfValue | undefined) => PdfValue | undefined;

export function createResolver(
  bytes: Uint8Array,
  { xref, openStream, budget }: { xref: Xref; openStream: StreamOpener; budget: PdfBudget },
): Resolve {
  const packed = new Map<number, ReadonlyMap<number, number>>();
  const unpacked = new Map<number, Uint8Array>();

  function find({ number }: PdfReference): PdfValue {
    const entry = xref.entries.get(number);
    if (entry === undefined) return null;
    if ("offset" in entry) {
      const found = objectAt(bytes, entry.offset, budget);
      if (found.number !== number) {
        throw damaged("an object is not where the cross-reference says");
      }
      return found.value;
    }
    if (!packed.has(entry.stream)) unpack(entry.stream);
    const at = packed.get(entry.stream)?.get(number);
    const data = unpacked.get(entry.stream);
    if (at === undefined || data === undefined) return null;
    return createPdfParser(data, budget, at).value();
  }

  /** Object streams: pairs of number and offset, then the objects (ISO 32000-1, section 7.5.7). */
  function unpack(number: number): void {
    const entry = xref.entries.get(number);
    if (entry === undefined || !("offset" in entry)) throw damaged("an object stream is missing");
    const { dictionary, start } = streamStart(bytes, entry.offset, budget);
    const length = countOf(direct(dictionary.entries.get("Length")));
    const count = countOf(dictionary.entries.get("N"));
    const first = countOf(dictionary.entries.get("First"));
    if (length === undefined || count === undefined || first === undefined) {
      throw damaged("an object stream lacks its numbers");
    }
    if (count > OBJECT_COUNT_MAX) throw tooComplex("an object stream holds too many objects");
    const data = openStream({ dictionary, start, length });
    const offsets = new Map<number, number>();
    const parser = createPdfParser(data, budget);
    for (let index = 0; index < count && parser.position < first; index++) {
      const object = countOf(parser.value());
      const offset = countOf(parser.value());
      if (object === undefined || offset === undefined) {
        throw damaged("an object stream's index is broken");
      }
      offsets.set(object, first + offset);
    }
    packed.set(number, offsets);
    unpacked.set(number, data);
  }

  /** A stream's length may stand in an object of its own, but not in a packed one. */
  function direct(value: PdfValue | undefined): PdfValue | undefined {
    if (!isReference(value)) return value;
    const entry = xref.entries.get(value.number);
    const isPlain = entry !== undefined && "offset" in entry;
    return isPlain ? objectAt(bytes, entry.offset, budget).value : null;
  }

  return (value) => isReference(value) ? find(value) : value;
}
