const PLUS = 0x2b;
const SCIENTIFIC = /^-?\d(\.\d+)?[eE]\+\d{2}$/;

/**
 * Whether a spreadsheet program has saved a long number as it showed it, e.g. `1.23457E+13`: an
 * account number is lost so.
 */
export function lostDigits(cell: string): boolean {
  return cell.charCodeAt(cell.length - 3) === PLUS && SCIENTIFIC.test(cell);
}
