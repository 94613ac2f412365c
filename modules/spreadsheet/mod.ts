/**
 * XLSX and CSV, read within limits and written as streams. It stands alone: no kernel, no database.
 *
 * Uploads are hostile until proven otherwise: `receiveUpload` takes one within its size,
 * `readSheetInSubprocess` reads it in a process that can harm nobody.
 *
 * @module
 */
export {
  SheetParserBusyError,
  SheetParserError,
  type SheetRefusal,
  SheetRefusedError,
  UploadTooLargeError,
} from "./errors.ts";
export {
  type ReadSheetInput,
  readSheetInSubprocess,
  type SheetReading,
} from "./read_in_subprocess.ts";
export {
  type CellProblem,
  type CsvEncoding,
  DEFAULT_SHEET_LIMITS,
  type SheetFormat,
  type SheetLimits,
  type SheetMeta,
  type SheetRow,
} from "./sheet.ts";
export { type ReceivedUpload, receiveUpload, sweepUploads } from "./receive_upload.ts";
export {
  type SheetColumn,
  type SheetColumnKind,
  type SheetTable,
  type SheetValue,
} from "./table.ts";
export { csvStream } from "./write/csv_stream.ts";
export { xlsxStream } from "./write/xlsx_stream.ts";
