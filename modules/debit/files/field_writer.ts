import { FieldRefusedError } from "./file_errors.ts";
import { isDate } from "./file_names.ts";
import { type FieldRule, type Layout, shownValue } from "./field_rules.ts";
import { passbookProblem, putPassbookText } from "./passbook_text.ts";

const SPACE = 0x20;
const ZERO = 0x30;

/**
 * Writes the fields of one record by their names into bytes of its own, which start as spaces: what
 * has no value stays a space, as the clearing house wants it.
 *
 * @throws {FieldRefusedError} from every method, when a value cannot be sent
 */
export class FieldWriter<Fields extends Layout> {
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(
    readonly layout: Fields,
    readonly options: { recordBytes: number; file: string; recordNumber: number },
  ) {
    this.bytes = new Uint8Array(options.recordBytes).fill(SPACE);
  }

  constant(name: keyof Fields & string, text: string): void {
    const [start] = this.layout[name]!;
    for (let index = 0; index < text.length; index++) {
      this.bytes[start + index] = text.charCodeAt(index);
    }
  }

  /** Text filled with spaces on its right (AN). */
  text(name: keyof Fields & string, value: string, rule: FieldRule): void {
    const [start, end] = this.layout[name]!;
    if (!rule.pattern.test(value)) this.refuse(name, value, rule.wanted);
    if (value.length > end - start) this.refuse(name, value, `at most ${end - start} characters`);
    this.constant(name, value);
  }

  /** Digits filled with zeros on their left (N). */
  number(name: keyof Fields & string, value: number | bigint): void {
    const [start, end] = this.layout[name]!;
    const digits = String(value);
    if (!/^[0-9]+$/.test(digits)) this.refuse(name, digits, "a whole number from 0");
    if (digits.length > end - start) this.refuse(name, digits, `at most ${end - start} digits`);
    this.bytes.fill(ZERO, start, end);
    for (let index = 0; index < digits.length; index++) {
      this.bytes[end - digits.length + index] = digits.charCodeAt(index);
    }
  }

  /** A date "YYYY-MM-DD" of this century as YYMMDD. */
  date(name: keyof Fields & string, date: string): void {
    if (!isDate(date) || !date.startsWith("20")) this.refuse(name, date, "a date YYYY-MM-DD");
    this.constant(name, date.slice(2).replaceAll("-", ""));
  }

  passbookText(name: keyof Fields & string, text: string): void {
    const problem = passbookProblem(text);
    if (problem !== undefined) this.refuse(name, text, problem);
    putPassbookText(this.bytes, this.layout[name]![0], text);
  }

  /** Ends the writing because of this field. */
  refuse(field: keyof Fields & string, value: string, wanted: string): never {
    const { file, recordNumber } = this.options;
    const shown = shownValue(field, value);
    throw new FieldRefusedError({ file, recordNumber, field, value: shown, wanted });
  }
}
