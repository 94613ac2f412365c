import type { CopyBatch, FixedColumn } from "@maru/kernel";
import { ACCOUNT_LENGTH } from "./account_details.ts";
import { DEBIT_FORM } from "./debit_content_target.ts";

/** Columns of the batch, by their place. */
const BANK_CODE = 0;
const AMOUNT_WON = 3;
const PAYER_NUMBER = 4;
const PASSBOOK_TEXT = 5;
/** Head office stands for every branch; a tab ends the field. */
const AFTER_BANK_CODE = asciiOf("0000\t");
/** Debit form, and nothing in the three fields that are free. */
const ROW_END = asciiOf(`\t${DEBIT_FORM}\t\\N\t\\N\t\\N\n`);
/** Branch, account, identity, an amount of 19 digits, separators and the end. */
const ROW_LENGTH_MAX_WITHOUT_TEXTS = 96;
const TAB = 0x09;
const SPACE = 0x20;
const ZERO = 0x30;

/** Rows for the writer of debit files, made in one buffer from what the database gave. */
export class DebitContentRows {
  #bytes = new Uint8Array();
  #length = 0;

  /** Rows in text format, with the columns `DEBIT_ROW_COLUMNS`; good until the next call. */
  of(batch: CopyBatch, details: FixedColumn): Uint8Array {
    this.#makeRoom(batch);
    for (let row = 0; row < batch.rowCount; row++) {
      const account = row * details.width;
      const identity = account + ACCOUNT_LENGTH;
      this.#addField(batch, row, BANK_CODE);
      this.#add(AFTER_BANK_CODE, 0, AFTER_BANK_CODE.length);
      this.#addTrimmed(details.bytes, account, identity);
      this.#addNumber(Number(batch.int8(row, AMOUNT_WON)));
      this.#bytes[this.#length++] = TAB;
      this.#addTrimmed(details.bytes, identity, account + Math.max(0, details.lengths[row]!));
      this.#addField(batch, row, PASSBOOK_TEXT);
      this.#bytes[this.#length++] = TAB;
      this.#addField(batch, row, PAYER_NUMBER);
      this.#add(ROW_END, 0, ROW_END.length);
    }
    return this.#bytes.subarray(0, this.#length);
  }

  #makeRoom({ rowCount, lengths, columnCount }: CopyBatch): void {
    let wanted = rowCount * ROW_LENGTH_MAX_WITHOUT_TEXTS;
    for (let row = 0; row < rowCount; row++) {
      for (const column of [BANK_CODE, PAYER_NUMBER, PASSBOOK_TEXT]) {
        wanted += lengths[row * columnCount + column]!;
      }
    }
    if (this.#bytes.length < wanted) this.#bytes = new Uint8Array(wanted);
    this.#length = 0;
  }

  #addField({ bytes, starts, lengths, columnCount }: CopyBatch, row: number, column: number): void {
    const field = row * columnCount + column;
    this.#add(bytes, starts[field]!, starts[field]! + lengths[field]!);
  }

  #add(source: Uint8Array, start: number, end: number): void {
    const bytes = this.#bytes;
    let to = this.#length;
    for (let from = start; from < end; from++) bytes[to++] = source[from]!;
    this.#length = to;
  }

  /** Without the spaces that fill it up, and with a tab behind it. */
  #addTrimmed(source: Uint8Array, start: number, end: number): void {
    let last = end;
    while (last > start && source[last - 1] === SPACE) last--;
    this.#add(source, start, last);
    this.#bytes[this.#length++] = TAB;
  }

  /** Whole won, above nothing: the table holds no other. */
  #addNumber(value: number): void {
    let digits = 1;
    for (let limit = 10; limit <= value; limit *= 10) digits++;
    let rest = value;
    for (let to = this.#length + digits - 1; to >= this.#length; to--) {
      const tenth = Math.floor(rest / 10);
      this.#bytes[to] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    this.#length += digits;
  }
}

function asciiOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
