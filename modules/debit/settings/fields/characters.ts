import { eucKrTables } from "../../files/euc_kr.ts";

/** Whether a text has a character below the space, or DEL, or one of the second block of controls. */
export function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || (unit >= 0x7f && unit < 0xa0)) return true;
  }
  return false;
}

/** Whether a text is digits 0 to 9 alone; an empty one is not. */
export function isAsciiDigits(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return text !== "";
}

/** Whether a text can be written in EUC-KR: printable ASCII and KS X 1001. */
export function isKsX1001(text: string): boolean {
  const { codeOfUnit } = eucKrTables();
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if ((unit < 0x20 || unit > 0x7e) && codeOfUnit[unit] === 0) return false;
  }
  return true;
}
