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

/** @throws {SheetRefusedError} "cellTooLong" */
export function requireLengthWithin(limits: SheetLimits, length: number, rowNumber: number): void {
  if (length <= limits.cellLengthMax) return;
  const detail = `a cell of more than ${limits.cellLengthMax} characters`;
  throw new SheetRefusedError({ reason: "cellTooLong", detail, rowNumber });
}
