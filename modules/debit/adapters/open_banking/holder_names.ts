/** How companies write what they are: `(주)`, `㈜`, `주식회사` and their like. */
const COMPANY_FORMS = /주식회사|유한회사|유한책임회사|\((?:주|유|사|재)\)/g;
const SEPARATORS = /[\s.,·&'"()-]/g;

/**
 * Whether two spellings are one holder: spaces, width, capital letters and the form of a company do not
 * count.
 */
export function isSameHolder(typed: string, known: string): boolean {
  const name = plainName(typed);
  return name !== "" && name === plainName(known);
}

function plainName(name: string): string {
  // NFKC makes ㈜ into (주) and full-width letters plain.
  return name.normalize("NFKC").replace(COMPANY_FORMS, "").replace(SEPARATORS, "").toUpperCase();
}
