import type { PdfBudget } from "./pdf_budget.ts";
import { createPdfParser, damaged } from "./pdf_parser.ts";
import { countOf, isDictionary, type PdfDictionary, type PdfValue } from "./pdf_value.ts";

/** An object at an offset: `7 0 obj` and its value; `end` is where the value ends. */
export function objectAt(
  bytes: Uint8Array,
  offset: number,
  budget: PdfBudget,
): { number: number; value: PdfValue; end: number } {
  const parser = createPdfParser(bytes, budget, offset);
  const number = countOf(parser.value());
  const generation = countOf(parser.value());
  const word = parser.value();
  const isObject = typeof word === "object" && word !== null && word.kind === "word" &&
    word.word === "obj";
  if (number === undefined || generation === undefined || !isObject) {
    throw damaged("an object is not where the cross-reference says");
  }
  return { number, value: parser.value(), end: parser.position };
}

/** The dictionary of a stream object, and where its data begin (ISO 32000-1, section 7.3.8). */
export function streamStart(
  bytes: Uint8Array,
  offset: number,
  budget: PdfBudget,
): { number: number; dictionary: PdfDictionary; start: number } {
  const { number, value, end } = objectAt(bytes, offset, budget);
  if (!isDictionary(value)) throw damaged("a stream has no dictionary");
  const parser = createPdfParser(bytes, budget, end);
  const word = parser.value();
  if (typeof word !== "object" || word === null || word.kind !== "word" || word.word !== "stream") {
    throw damaged("a stream has no data");
  }
  let start = parser.position;
  if (bytes[start] === 13) start++;
  if (bytes[start] === 10) start++;
  return { number, dictionary: value, start };
}
