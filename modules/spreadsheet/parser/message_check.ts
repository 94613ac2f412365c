import { SheetParserError } from "../errors.ts";
import type { ParserMessage } from "./messages.ts";

/**
 * A message whose shape is what it should be.
 *
 * @throws {SheetParserError}
 */
export function checkedMessage(value: unknown): ParserMessage {
  if (!isRecord(value)) throw nonsense();
  const isSound = isRecord(value["rows"])
    ? isBatch(value["rows"])
    : isRecord(value["meta"])
    ? isMeta(value["meta"])
    : isRecord(value["refused"])
    ? isRefusal(value["refused"])
    : isRecord(value["end"]) && Number.isSafeInteger(value["end"]["rowCount"]);
  if (!isSound) throw nonsense();
  return value as ParserMessage;
}

function isBatch({ numbers, cells, problems = [] }: Record<string, unknown>): boolean {
  const areNumbers = Number.isSafeInteger(numbers) ||
    (Array.isArray(numbers) && numbers.every(Number.isSafeInteger));
  return areNumbers && Array.isArray(cells) && cells.every(isTexts) &&
    (!Array.isArray(numbers) || numbers.length === cells.length) &&
    Array.isArray(problems) && problems.every(isProblem);
}

function isTexts(cells: unknown): boolean {
  return Array.isArray(cells) && cells.every((cell) => typeof cell === "string");
}

function isProblem(problem: unknown): boolean {
  return Array.isArray(problem) && Number.isSafeInteger(problem[0]) &&
    Number.isSafeInteger(problem[1]) && typeof problem[2] === "string";
}

function isMeta({ format, sheetName = "" }: Record<string, unknown>): boolean {
  return (format === "xlsx" || format === "csv") && typeof sheetName === "string";
}

function isRefusal({ reason, detail, rowNumber = 0 }: Record<string, unknown>): boolean {
  return typeof reason === "string" && typeof detail === "string" &&
    Number.isSafeInteger(rowNumber);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nonsense(): SheetParserError {
  return new SheetParserError("it sends what is no message");
}
