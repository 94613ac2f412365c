/** What a PDF object can be, as far as we read it (ISO 32000-1, section 7.3). */
export type PdfValue =
  | null
  | boolean
  | number
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "string" }
  | { readonly kind: "array"; readonly items: readonly PdfValue[] }
  | PdfDictionary
  | PdfReference
  /** A word that is no value, e.g. `endobj`. */
  | { readonly kind: "word"; readonly word: string };

export interface PdfDictionary {
  readonly kind: "dictionary";
  readonly entries: ReadonlyMap<string, PdfValue>;
}

export interface PdfReference {
  readonly kind: "reference";
  readonly number: number;
}

export function isDictionary(value: PdfValue | undefined): value is PdfDictionary {
  return typeof value === "object" && value !== null && value.kind === "dictionary";
}

export function isReference(value: PdfValue | undefined): value is PdfReference {
  return typeof value === "object" && value !== null && value.kind === "reference";
}

export function isName(value: PdfValue | undefined, name: string): boolean {
  return typeof value === "object" && value !== null && value.kind === "name" &&
    value.name === name;
}

/** A whole number that is not negative, or undefined. */
export function countOf(value: PdfValue | undefined): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
