import { OBJECT_COUNT_MAX, XREF_PART_COUNT_MAX } from "./pdf_limits.ts";
import type { PdfBudget } from "./pdf_budget.ts";
import { createPdfParser, damaged, tooComplex } from "./pdf_parser.ts";
import { streamStart } from "./pdf_stream_start.ts";
import type { StreamOpener } from "./pdf_stream.ts";
import { countOf, isDictionary, type PdfDictionary, type PdfValue } from "./pdf_value.ts";

/** Where an object lies: at an offset of the file, or packed in an object stream. */
export type XrefEntry =
  | { readonly offset: number }
  | { readonly stream: number; readonly index: number };

export interface Xref {
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** The newest revision's trailer. */
  readonly trailer: PdfDictionary;
}

/**
 * Reads the cross-reference with all its revisions, newest first: tables, streams and hybrids
 * (ISO 32000-1, sections 7.5.4 and 7.5.8).
 */
export function readXref(
  bytes: Uint8Array,
  { start, openStream, budget }: {
    start: number;
    openStream: StreamOpener;
    budget: PdfBudget;
  },
): Xref {
  const entries = new Map<number, XrefEntry | undefined>();
  const seen = new Set<number>();
  const pending = [start];
  let trailer: PdfDictionary | undefined;
  for (let offset = pending.shift(); offset !== undefined; offset = pending.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    if (seen.size > XREF_PART_COUNT_MAX) throw tooComplex("it has too many revisions");
    const part = readPart(bytes, { offset, openStream, entries, budget });
    trailer ??= part;
    for (const key of ["XRefStm", "Prev"]) {
      const next = countOf(part.entries.get(key));
      if (next !== undefined) pending.push(next);
    }
  }
  if (trailer === undefined) throw damaged("it has no trailer");
  const known = [...entries].filter((pair): pair is [number, XrefEntry] => pair[1] !== undefined);
  return { entries: new Map(known), trailer };
}

interface Part {
  readonly offset: number;
  readonly openStream: StreamOpener;
  readonly budget: PdfBudget;
  /** A freed object stands as undefined, so that an older revision does not bring it back. */
  readonly entries: Map<number, XrefEntry | undefined>;
}

function readPart(bytes: Uint8Array, part: Part): PdfDictionary {
  if (part.offset >= bytes.length) throw damaged("its cross-reference lies beyond the end");
  const parser = createPdfParser(bytes, part.budget, part.offset);
  const first = parser.value();
  if (isWord(first, "xref")) return readTable(bytes, part, parser.position);
  return readStream(bytes, part);
}

function readTable(bytes: Uint8Array, { entries, budget }: Part, position: number): PdfDictionary {
  let at = position;
  for (;;) {
    const parser = createPdfParser(bytes, budget, at);
    const head = parser.value();
    if (isWord(head, "trailer")) {
      const trailer = parser.value();
      if (!isDictionary(trailer)) throw damaged("its trailer is no dictionary");
      return trailer;
    }
    const first = countOf(head);
    const count = countOf(parser.value());
    if (first === undefined || count === undefined) throw damaged("its cross-reference is broken");
    if (count > OBJECT_COUNT_MAX) throw tooComplex("it has too many objects");
    parser.skipSpace();
    budget.spend(parser.position - at + count * LINE_LENGTH);
    at = readSection(bytes, { at: parser.position, first, count, entries });
  }
}

const LINE_LENGTH = 20;
/** A row of a stream counts as a line of a table, even one of no bytes. */
const ROW_COST_BYTES = LINE_LENGTH;

/** Lines of 20 bytes: ten digits, five digits, `n` or `f`. */
function readSection(
  bytes: Uint8Array,
  { at, first, count, entries }: {
    at: number;
    first: number;
    count: number;
    entries: Part["entries"];
  },
): number {
  if (at + count * LINE_LENGTH > bytes.length) throw damaged("its cross-reference is cut off");
  for (let index = 0; index < count; index++) {
    const from = at + index * LINE_LENGTH;
    const line = String.fromCharCode(...bytes.subarray(from, from + 18));
    if (!/^\d{10} \d{5} [nf]$/.test(line)) throw damaged("a line of its cross-reference is broken");
    const isUsed = line[17] === "n";
    add(entries, first + index, isUsed ? { offset: Number(line.slice(0, 10)) } : undefined);
  }
  return at + count * LINE_LENGTH;
}

function readStream(
  bytes: Uint8Array,
  { offset, openStream, entries, budget }: Part,
): PdfDictionary {
  const { dictionary, start } = streamStart(bytes, offset, budget);
  const length = countOf(dictionary.entries.get("Length"));
  if (length === undefined) throw damaged("its cross-reference stream has no length");
  const data = openStream({ dictionary, start, length });
  const widths = numbersOf(dictionary.entries.get("W"));
  const [typeWidth, secondWidth, thirdWidth] = widths;
  if (
    typeWidth === undefined || secondWidth === undefined || thirdWidth === undefined ||
    widths.some((width) => width > 8)
  ) throw damaged("its cross-reference stream has no widths");
  const size = countOf(dictionary.entries.get("Size")) ?? 0;
  const index = dictionary.entries.get("Index");
  const sections = index === undefined ? [0, size] : numbersOf(index);
  const rowLength = typeWidth + secondWidth + thirdWidth;
  let at = 0;
  for (let section = 0; section + 1 < sections.length; section += 2) {
    for (let step = 0; step < sections[section + 1]! && at + rowLength <= data.length; step++) {
      const type = typeWidth === 0 ? 1 : bigEndian(data, at, typeWidth);
      const second = bigEndian(data, at + typeWidth, secondWidth);
      const third = bigEndian(data, at + typeWidth + secondWidth, thirdWidth);
      add(entries, sections[section]! + step, entryOf(type, second, third));
      at += rowLength;
      budget.spend(ROW_COST_BYTES);
    }
  }
  return dictionary;
}

function entryOf(type: number, second: number, third: number): XrefEntry | undefined {
  if (type === 1) return { offset: second };
  return type === 2 ? { stream: second, index: third } : undefined;
}

function add(entries: Part["entries"], number: number, entry: XrefEntry | undefined): void {
  if (entries.has(number)) return;
  if (entries.size >= OBJECT_COUNT_MAX) throw tooComplex("it has too many objects");
  entries.set(number, entry);
}

function bigEndian(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index++) value = value * 256 + data[at + index]!;
  return value;
}

function numbersOf(value: PdfValue | undefined): number[] {
  if (typeof value !== "object" || value === null || value.kind !== "array") return [];
  const numbers = value.items.map(countOf);
  if (numbers.some((number) => number === undefined)) throw damaged("a list of numbers is broken");
  return numbers as number[];
}

function isWord(value: PdfValue, word: string): boolean {
  return typeof value === "object" && value !== null && value.kind === "word" &&
    value.word === word;
}
