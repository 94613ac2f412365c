import { createHash } from "node:crypto";

const FAMILY_NAMES = "김이박최정강조윤장임한오서신권황안송류홍";
const FIRST_SYLLABLES = "민서지도예하은수현유시준아채다소태가연";
const SECOND_SYLLABLES = "준우윤진연아인호빈원영린서현찬희정재율";

/** The made-up holder of an account that no rule names: always the same for bank and account. */
export function derivedHolderName(bank: string, account: string): string {
  const digest = createHash("sha256").update(`${bank} ${account}`).digest();
  const pick = (syllables: string, byte: number) => syllables[digest[byte]! % syllables.length]!;
  return pick(FAMILY_NAMES, 0) + pick(FIRST_SYLLABLES, 1) + pick(SECOND_SYLLABLES, 2);
}
