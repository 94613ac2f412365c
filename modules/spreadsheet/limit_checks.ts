import { SheetRefusedError } from "./errors.ts";
import type { SheetLimits } from "./sheet.ts";

/** @throws {SheetRefusedError} "tooManyRows" */
export function requireRowWithin(limits: SheetLimits, rowNumber: number): void {
  if (rowNumber <= limits.rowCountMax) return;
  const detail = `more than ${limits.rowCountMax} rows`;
  throw new SheetRefusedError({ reason: "tooManyRows", detail, rowNumber });
}

/** @throws {SheetRefusedError} "tooManyColumns" */
export function requireColumnWithin(limits: SheetLimits, column: number, rowNumber: number): void {
  if (column < limits.columnCountMax) return;
  const detail = `more than ${limits.columnCountMax} columns`;
  throw new SheetRefusedError({ reason: "tooManyColumns", detail, rowNumber });
}

/** Columns of the widest sheet that spreadsheet programs have: empty ones may go on so far. */
const EMPTY_COLUMN_COUNT_MAX = 16_384;

/**
 * Empty cells at the end of a row count for nothing, but not without end.
 *
 * @throws {SheetRefusedError} "tooManyColumns"
 */
export function requireWidthWithin(limits: SheetLimits, count: number, rowNumber: number): void {
  if (count <= EMPTY_COLUMN_COUNT_MAX) return;
  requireColumnWithin(limits, count - 1, rowNumber);
}

/** @throws {SheetRefusedError} "cellTooLong" */
export function requireLengthWithin(limits: SheetLimits, length: number, rowNumber: number): void {
  if (length <= limits.cellLengthMax) return;
  const detail = `a cell of more than ${limits.cellLengthMax} characters`;
  throw new SheetRefusedError({ reason: "cellTooLong", detail, rowNumber });
}

/** @throws {SheetRefusedError} "tooLarge" */
export function requireTextWithin(limits: SheetLimits, length: number, rowNumber: number): void {
  if (length <= limits.textLengthMax) return;
  const detail = `cells of more than ${limits.textLengthMax} characters`;
  throw new SheetRefusedError({ reason: "tooLarge", detail, rowNumber });
}

/** The beginning of a long cell, never half of a character that takes two units. */
export function cutCell(limits: SheetLimits, text: string): string {
  const end = limits.cellKeptLengthMax;
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end);
}
