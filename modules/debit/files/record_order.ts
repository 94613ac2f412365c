import { EmptyFileError, FileFormatError, TruncatedFileError } from "./file_errors.ts";

const HEADER = 0x48;
const RECORD = 0x52;
const TRAILER = 0x54;

/** How the records of one kind of file are read; each method checks what it reads. */
export interface RecordReaders<Item, Summary> {
  /** The name for errors. */
  readonly file: string;
  readonly recordBytes: number;
  header(bytes: Uint8Array, offset: number): void;
  record(bytes: Uint8Array, offset: number, recordNumber: number): Item;
  trailer(bytes: Uint8Array, offset: number, recordNumber: number): Summary;
}

/** Which record may come next: one header, any records, one trailer, nothing. */
export class RecordOrder<Item, Summary> {
  /** What the trailer said, once it came. */
  summary: Summary | undefined;
  #recordNumber = 0;

  constructor(readonly readers: RecordReaders<Item, Summary>) {}

  /** Whether records may come now, so that they may be read without asking for each. */
  get isAmongRecords(): boolean {
    return this.#recordNumber > 0 && this.summary === undefined;
  }

  /** The place of the record that comes next. */
  get recordNumber(): number {
    return this.#recordNumber;
  }

  /** Tells that so many records were read elsewhere. */
  skip(recordCount: number): void {
    this.#recordNumber += recordCount;
  }

  /** Reads one record, and adds it to the batch if it is no header or trailer. */
  next(bytes: Uint8Array, offset: number, batch: Item[]): void {
    const kind = bytes[offset];
    const recordNumber = this.#recordNumber;
    if (this.summary !== undefined) this.#refuseRest();
    if (recordNumber === 0) {
      if (kind !== HEADER) this.#refuseKind(kind, '"H"');
      this.readers.header(bytes, offset);
    } else if (kind === RECORD) {
      batch.push(this.readers.record(bytes, offset, recordNumber));
    } else if (kind === TRAILER) {
      this.summary = this.readers.trailer(bytes, offset, recordNumber);
    } else {
      this.#refuseKind(kind, '"R" or "T"');
    }
    this.#recordNumber++;
  }

  /**
   * Checks that the file is complete, `carriedBytes` being what came of a record that did not.
   *
   * @throws {EmptyFileError | TruncatedFileError | FileFormatError}
   */
  end(carriedBytes: number): void {
    const { file, recordBytes } = this.readers;
    const recordNumber = this.#recordNumber;
    if (recordNumber === 0 && carriedBytes === 0) throw new EmptyFileError(file);
    if (this.summary !== undefined && carriedBytes > 0) this.#refuseRest();
    if (carriedBytes > 0) {
      const value = String(carriedBytes);
      const wanted = `${recordBytes} bytes`;
      throw new TruncatedFileError({ file, recordNumber, field: "length", value, wanted });
    }
    if (this.summary === undefined) {
      const wanted = "a trailer before the file ends";
      throw new TruncatedFileError({ file, recordNumber, field: "recordKind", value: "", wanted });
    }
  }

  #refuseKind(kind: number | undefined, wanted: string): never {
    const value = String.fromCharCode(kind ?? 0);
    const { file } = this.readers;
    const recordNumber = this.#recordNumber;
    throw new FileFormatError({ file, recordNumber, field: "recordKind", value, wanted });
  }

  #refuseRest(): never {
    const { file } = this.readers;
    const recordNumber = this.#recordNumber;
    const wanted = "nothing after the trailer";
    throw new FileFormatError({ file, recordNumber, field: "end", wanted });
  }
}
