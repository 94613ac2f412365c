import { cleanText } from "../settings/fields/clean_text.ts";

/** What stands in the columns of items and banks, as its code. */
export interface Choices {
  item(typed: string): string;
  bank(typed: string): string;
}

export interface Named {
  readonly code: string;
  readonly name: string;
}

const BANK_CODE = /^\d{1,3}$/;
const BANK_SUFFIX = /은행$/;

/** Names and codes are both understood; anything else stays as it is, for the rules to refuse. */
export function createChoices(
  { items, banks }: { readonly items: readonly Named[]; readonly banks: readonly Named[] },
): Choices {
  const itemCodes = new Map(items.map(({ code, name }) => [keyOf(name), code]));
  const bankCodes = new Map<string, string>();
  for (const { code, name } of banks) {
    bankCodes.set(keyOf(name), code);
    bankCodes.set(keyOf(name).replace(BANK_SUFFIX, ""), code);
  }
  return {
    item: (typed) => itemCodes.get(typed) ?? itemCodes.get(keyOf(typed)) ?? typed,
    // A spreadsheet that took 088 for a number has lost its zero.
    bank: (typed) =>
      bankCodes.get(typed) ?? bankCodes.get(keyOf(typed)) ??
        (BANK_CODE.test(typed) ? typed.padStart(3, "0") : typed),
  };
}

function keyOf(name: string): string {
  return cleanText(name).replaceAll(/\s/g, "").toUpperCase();
}
