const LETTER_A = 0x41;
const LETTER_COUNT = 26;
const DIGIT_0 = 0x30;
const LETTERS_MAX = 3;

/** Rows of the largest sheet that spreadsheet programs have. */
export const ROW_NUMBER_MAX = 1_048_576;

/**
 * Index of the column that a reference such as `AB12` names, 0 for A; -1 where it is no reference to
 * a cell of that row.
 */
export function columnInRow(reference: string, rowNumber: number): number {
  let at = 0;
  let column = 0;
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - LETTER_A;
    if (letter < 0 || letter >= LETTER_COUNT) break;
    column = column * LETTER_COUNT + letter + 1;
  }
  if (at === 0 || at > LETTERS_MAX || at === reference.length) return -1;
  let row = 0;
  for (; at < reference.length; at++) {
    const digit = reference.charCodeAt(at) - DIGIT_0;
    if (digit < 0 || digit > 9) return -1;
    row = row * 10 + digit;
  }
  return row === rowNumber ? column - 1 : -1;
}

/** Name of a column by its index, e.g. `AB` for 27. */
export function columnName(column: number): string {
  const rest = Math.floor(column / LETTER_COUNT);
  const letter = String.fromCharCode(LETTER_A + column % LETTER_COUNT);
  return rest === 0 ? letter : columnName(rest - 1) + letter;
}
