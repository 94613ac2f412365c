import { ANY_PRINTABLE, CLASS_OF, DIGIT, LETTER, putNumber } from "./byte_classes.ts";
import { DEBIT_RECORD, DEBIT_WON_MAX, SEQUENCE_MAX } from "./debit_record.ts";
import { isHolderLength, type RecordPlace, REFUSED } from "./debit_request_quick.ts";
import type { DebitForm, DebitRequest } from "./debit_types.ts";
import { eucKrTables } from "./euc_kr.ts";
import { PASSBOOK_BYTES } from "./passbook_text.ts";

/** The columns of a row, in this order; the last three may be null. */
export const DEBIT_ROW_COLUMNS = [
  "bankBranchCode",
  "accountNumber",
  "amountWon",
  "holderIdentifier",
  "passbookText",
  "payerNumber",
  "debitForm",
  "fundKind",
  "institutionArea",
  "phone",
] as const;

/** A null in PostgreSQL's text format. */
const NULL = "\\N";
const TAB = 0x09;
const LINE_FEED = 0x0a;
const BACKSLASH = 0x5c;
const CAPITAL_N = 0x4e;
const ZERO = 0x30;
const DEBIT_FORM_LAST = 0x36;

/** Reads one row after another of PostgreSQL's text format and writes each over a template. */
export class DebitRowReader {
  /** Where the next row starts in the source. */
  position = 0;
  #source: Uint8Array = new Uint8Array();
  readonly #codeOfUnit = eucKrTables().codeOfUnit;

  start(source: Uint8Array): void {
    this.#source = source;
    this.position = 0;
  }

  /**
   * Writes the row at the position and goes on to the next.
   *
   * @returns the amount in won, or `REFUSED` where anything is wrong; the place is spoilt then, and
   * the position where it was
   */
  put(place: RecordPlace): number {
    const source = this.#source;
    const { bytes, offset } = place;
    if (place.sequence > SEQUENCE_MAX) return REFUSED;
    let start = this.position;
    let end = copy(source, start, bytes, offset, DEBIT_RECORD.bankBranchCode, DIGIT);
    if (end - start !== 7 || source[end] !== TAB) return REFUSED;
    start = end + 1;
    end = copy(source, start, bytes, offset, DEBIT_RECORD.accountNumber, DIGIT);
    if (end <= start || source[end] !== TAB) return REFUSED;
    start = end + 1;
    end = endOfDigits(source, start);
    const amountWon = numberOf(source, start, end);
    if (!(amountWon >= place.amountMinWon && amountWon <= DEBIT_WON_MAX)) return REFUSED;
    if (source[end] !== TAB) return REFUSED;
    start = end + 1;
    end = copy(source, start, bytes, offset, DEBIT_RECORD.holderIdentifier, DIGIT);
    if (!isHolderLength(end - start) || source[end] !== TAB) return REFUSED;
    end = this.#copyPassbookText(end + 1, bytes, offset + DEBIT_RECORD.passbookText[0]);
    if (end === REFUSED || source[end] !== TAB) return REFUSED;
    start = end + 1;
    end = copy(source, start, bytes, offset, DEBIT_RECORD.payerNumber, DIGIT | LETTER);
    if (end <= start || source[end] !== TAB) return REFUSED;
    start = end + 1;
    end = copy(source, start, bytes, offset, DEBIT_RECORD.debitForm, DIGIT);
    if (end - start !== 1 || source[end] !== TAB || source[start]! > DEBIT_FORM_LAST) {
      return REFUSED;
    }
    end = copyOrNull(source, end + 1, bytes, offset, DEBIT_RECORD.fundKind, ANY_PRINTABLE);
    if (end === REFUSED || source[end] !== TAB) return REFUSED;
    end = copyOrNull(source, end + 1, bytes, offset, DEBIT_RECORD.institutionArea, ANY_PRINTABLE);
    if (end === REFUSED || source[end] !== TAB) return REFUSED;
    end = copyOrNull(source, end + 1, bytes, offset, DEBIT_RECORD.phone, DIGIT);
    if (end === REFUSED || source[end] !== LINE_FEED) return REFUSED;
    putNumber(bytes, offset + DEBIT_RECORD.sequence[1], place.sequence);
    putNumber(bytes, offset + DEBIT_RECORD.amountWon[1], amountWon);
    this.position = end + 1;
    return amountWon;
  }

  /**
   * The row at the position as a request, for the thorough writer to say what is wrong with it.
   *
   * @throws {TypeError} when it has other columns than a row has, or escapes
   */
  request(): DebitRequest {
    const end = this.#source.indexOf(LINE_FEED, this.position);
    const row = new TextDecoder().decode(this.#source.subarray(this.position, end)).split("\t");
    // PostgreSQL escapes what no request may hold, so only nulls have a backslash.
    const isEscaped = row.some((value) => value !== NULL && value.includes("\\"));
    const isAmount = row.length === DEBIT_ROW_COLUMNS.length && /^-?[0-9]+$/.test(row[2]!);
    if (!isAmount || isEscaped) {
      throw new TypeError(`Cannot read a row as the columns ${DEBIT_ROW_COLUMNS.join(", ")}`);
    }
    this.position = end + 1;
    const optional = (index: number) => row[index] === NULL ? "" : row[index]!;
    return {
      bankBranchCode: row[0]!,
      accountNumber: row[1]!,
      amountWon: BigInt(row[2]!),
      holderIdentifier: row[3]!,
      passbookText: row[4]!,
      payerNumber: row[5]!,
      debitForm: row[6]! as DebitForm,
      fundKind: optional(7),
      institutionArea: optional(8),
      phone: optional(9),
    };
  }

  /** Turns UTF-8 into the two-byte characters of a passbook; where it ended, or `REFUSED`. */
  #copyPassbookText(start: number, bytes: Uint8Array, target: number): number {
    const source = this.#source;
    const targetEnd = target + PASSBOOK_BYTES;
    let from = start;
    let to = target;
    for (let byte = source[from]!; byte > 0x7f; byte = source[from]!) {
      // Characters of KS X 1001 take two or three bytes in UTF-8; four or a broken one find nothing.
      let unit = 0;
      if (byte >= 0xe0 && byte < 0xf0) {
        unit = (byte & 0x0f) << 12 | (source[from + 1]! & 0x3f) << 6 | source[from + 2]! & 0x3f;
        from += 3;
      } else if (byte < 0xe0) {
        unit = (byte & 0x1f) << 6 | source[from + 1]! & 0x3f;
        from += 2;
      }
      const code = this.#codeOfUnit[unit]!;
      if (code === 0 || to === targetEnd) return REFUSED;
      bytes[to++] = code >> 8;
      bytes[to++] = code & 0xff;
    }
    while (to < targetEnd) bytes[to++] = 0xa1;
    return from;
  }
}

/** Copies characters of the classes until another one comes; where that is, or `REFUSED`. */
function copy(
  source: Uint8Array,
  start: number,
  bytes: Uint8Array,
  offset: number,
  field: readonly [number, number],
  classes: number,
): number {
  let to = offset + field[0];
  const toEnd = offset + field[1];
  let from = start;
  while ((CLASS_OF[source[from]!]! & classes) !== 0) {
    if (to === toEnd) return REFUSED;
    bytes[to++] = source[from++]!;
  }
  return from;
}

function copyOrNull(
  source: Uint8Array,
  start: number,
  bytes: Uint8Array,
  offset: number,
  field: readonly [number, number],
  classes: number,
): number {
  if (source[start] !== BACKSLASH) return copy(source, start, bytes, offset, field, classes);
  return source[start + 1] === CAPITAL_N ? start + 2 : REFUSED;
}

function endOfDigits(source: Uint8Array, start: number): number {
  let end = start;
  while ((CLASS_OF[source[end]!]! & DIGIT) !== 0) end++;
  return end;
}

/** 0 where there are no digits; more than the greatest amount where there are too many. */
function numberOf(source: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let index = start; index < end; index++) value = value * 10 + source[index]! - ZERO;
  return value;
}
