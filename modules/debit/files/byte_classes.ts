/** Classes of characters, to be combined by `|`. */
export const DIGIT = 1;
export const LETTER = 2;
/** Everything else from space to tilde. */
export const SIGN = 4;
export const ANY_PRINTABLE = DIGIT | LETTER | SIGN;

/**
 * The class of each UTF-16 unit, 0 outside printable ASCII. A table, because the writers ask it for
 * every byte of a million records.
 */
export const CLASS_OF: Uint8Array = classTable();

/** Writes digits so that the last one stands before `end`; where they go, zeros must stand already. */
export function putNumber(target: Uint8Array, end: number, value: number): void {
  let rest = value;
  let index = end;
  while (rest > 0x7fffffff) {
    const tenth = Math.floor(rest / 10);
    target[--index] = 0x30 + rest - tenth * 10;
    rest = tenth;
  }
  // Below 2³¹ the division stays in whole numbers of the machine.
  let small = rest | 0;
  while (small > 0) {
    const tenth = (small / 10) | 0;
    target[--index] = 0x30 + small - tenth * 10;
    small = tenth;
  }
}

function classTable(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(SIGN, 0x20, 0x7f);
  table.fill(DIGIT, 0x30, 0x3a);
  table.fill(LETTER, 0x41, 0x5b);
  table.fill(LETTER, 0x61, 0x7b);
  return table;
}
