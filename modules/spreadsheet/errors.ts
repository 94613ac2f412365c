/** Why a file of somebody is refused. The file is at fault, not the program: tell its sender. */
export type SheetRefusal =
  /** More bytes than are taken, packed or unpacked. */
  | "tooLarge"
  /** More rows, or a row further down, than the limit. */
  | "tooManyRows"
  /** More columns, or a cell further right, than the limit. */
  | "tooManyColumns"
  /** A cell holds more characters than the limit. */
  | "cellTooLong"
  /** Neither XLSX nor CSV. */
  | "notASpreadsheet"
  /** A workbook of another kind: .xls, .xlsb, .ods. Saving it as .xlsx helps. */
  | "otherWorkbook"
  /** A workbook with macros (.xlsm). */
  | "macros"
  /** A workbook that opens with a password. */
  | "encrypted"
  /** XML with a document type: no spreadsheet program writes one. */
  | "doctype"
  /** The file contradicts itself, is cut short, or is no well-formed ZIP or XML. */
  | "damaged"
  /** A workbook without a visible sheet. */
  | "noSheet"
  /** A CSV file that is neither UTF-8 nor EUC-KR, or not what the caller said. */
  | "unknownEncoding"
  /** A CSV file with NUL characters. */
  | "controlCharacter"
  /** A quoted CSV cell that is never closed, or goes on after its closing quote. */
  | "brokenQuote"
  /** Reading it took more time or memory than any honest file does. */
  | "tooHeavy";

/** A sheet that is not read, and where in it the reason stands, where that is known. */
export class SheetRefusedError extends Error {
  override readonly name = "SheetRefusedError";
  readonly reason: SheetRefusal;
  /** For the log: in English, without any text of the file. */
  readonly detail: string;
  /** As spreadsheet programs count: the first row is 1. */
  readonly rowNumber: number | undefined;
  constructor(refusal: {
    readonly reason: SheetRefusal;
    readonly detail: string;
    readonly rowNumber?: number;
  }) {
    super(`Cannot read the sheet: ${refusal.reason}, ${refusal.detail}`);
    this.reason = refusal.reason;
    this.detail = refusal.detail;
    this.rowNumber = refusal.rowNumber;
  }
}

/** As many sheets as may are read and waiting: the sender may try again in a while. */
export class SheetParserBusyError extends Error {
  override readonly name = "SheetParserBusyError";
  constructor(readonly waitingCount: number) {
    super(`Cannot read the sheet now: "${waitingCount}" others wait already`);
  }
}

/** The parser itself does not run or answers nonsense: our fault, not the file's. */
export class SheetParserError extends Error {
  override readonly name = "SheetParserError";
  constructor(detail: string) {
    super(`Cannot run the sheet parser: ${detail}`);
  }
}

/** An upload has more bytes than are taken; nothing of it is kept. */
export class UploadTooLargeError extends Error {
  override readonly name = "UploadTooLargeError";
  constructor(readonly byteCountMax: number) {
    super(`Cannot take the upload: it has more than "${byteCountMax}" bytes`);
  }
}
