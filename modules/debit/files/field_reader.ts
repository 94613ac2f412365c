import { decodeEucKr } from "./euc_kr.ts";
import { FileFormatError } from "./file_errors.ts";
import { isDate } from "./file_names.ts";
import { type FieldRule, type Layout, shownValue } from "./field_rules.ts";
import { isPassbookText, trimEnd } from "./passbook_text.ts";

/** Gives every byte a character of its own, and ASCII its own. */
const BYTE_DECODER = new TextDecoder("windows-1252");
/** A file holds few texts for passbooks, one a collection item, so each is looked at once. */
const PASSBOOK_TEXTS_MAX = 1000;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;

/**
 * Reads the fields of one record after another by their names. Every method checks what it reads.
 *
 * @throws {FileFormatError} from every method, when a field holds something else than it should
 */
export class FieldReader<Fields extends Layout> {
  #bytes: Uint8Array = new Uint8Array();
  /** The record with one character a byte. */
  #text = "";
  #recordNumber = 0;
  readonly #recordBytes: number;
  readonly #passbookTexts = new Map<string, string>();

  constructor(readonly layout: Fields, readonly file: string) {
    this.#recordBytes = Math.max(...Object.values(layout).map(([, end]) => end));
  }

  /** Goes to the record that starts at `offset`. */
  move(bytes: Uint8Array, offset: number, recordNumber: number): void {
    this.#bytes = bytes.subarray(offset, offset + this.#recordBytes);
    this.#text = BYTE_DECODER.decode(this.#bytes);
    this.#recordNumber = recordNumber;
  }

  /** A field that always holds one and the same text. */
  constant(name: keyof Fields & string, text: string): void {
    if (this.#raw(name) !== text) this.refuse(name, JSON.stringify(text));
  }

  spaces(name: keyof Fields & string): void {
    const [start, end] = this.layout[name]!;
    for (let index = start; index < end; index++) {
      if (this.#bytes[index] !== SPACE) this.refuse(name, "spaces");
    }
  }

  /** Text filled with spaces, without them. */
  text(name: keyof Fields & string, rule: FieldRule): string {
    const [start, end] = this.layout[name]!;
    let last = end;
    while (last > start && this.#bytes[last - 1] === SPACE) last--;
    const text = this.#text.slice(start, last);
    if (!rule.pattern.test(text)) this.refuse(name, rule.wanted);
    return text;
  }

  /** Digits filled with zeros; at most 15 of them, so that no digit is lost. */
  number(name: keyof Fields & string): number {
    const [start, end] = this.layout[name]!;
    let value = 0;
    for (let index = start; index < end; index++) {
      const byte = this.#bytes[index]!;
      if (byte < ZERO || byte > NINE) this.refuse(name, "digits");
      value = value * 10 + byte - ZERO;
    }
    return value;
  }

  won(name: keyof Fields & string): bigint {
    return BigInt(this.number(name));
  }

  /** A count or a sum of a trailer, which must be what the records add up to. */
  total(name: keyof Fields & string, counted: number | bigint): void {
    if (this.won(name) !== BigInt(counted)) this.refuse(name, `${counted} as the records add up`);
  }

  /** A date YYMMDD of this century. */
  date(name: keyof Fields & string): string {
    const text = this.#raw(name);
    const date = `20${text.slice(0, 2)}-${text.slice(2, 4)}-${text.slice(4)}`;
    if (!isDate(date)) this.refuse(name, "a date YYMMDD");
    return date;
  }

  passbookText(name: keyof Fields & string): string {
    const raw = this.#raw(name);
    const known = this.#passbookTexts.get(raw);
    if (known !== undefined) return known;
    const text = decodeEucKr(this.#bytes.subarray(...this.layout[name]!));
    if (text === undefined || !isPassbookText(text)) {
      return this.refuse(name, "characters of KS X 1001 in one width");
    }
    if (this.#passbookTexts.size < PASSBOOK_TEXTS_MAX) this.#passbookTexts.set(raw, trimEnd(text));
    return trimEnd(text);
  }

  /** One of the keys of a table, as the value that stands beside it. */
  choice<Value>(
    name: keyof Fields & string,
    table: Readonly<Record<string, Value>>,
    wanted: string,
  ): Value {
    const text = this.#raw(name);
    const value = Object.hasOwn(table, text) ? table[text] : undefined;
    return value ?? this.refuse(name, wanted);
  }

  /** Ends the reading because of this field. */
  refuse(field: keyof Fields & string, wanted: string): never {
    const text = decodeEucKr(this.#bytes.subarray(...this.layout[field]!)) ?? this.#raw(field);
    throw new FileFormatError({
      file: this.file,
      recordNumber: this.#recordNumber,
      field,
      value: shownValue(field, text),
      wanted,
    });
  }

  #raw(name: keyof Fields & string): string {
    const [start, end] = this.layout[name]!;
    return this.#text.slice(start, end);
  }
}
