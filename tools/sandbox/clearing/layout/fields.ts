import { Buffer } from "node:buffer";

const SPACE = 0x20;

/** The record as one character per byte, so that offsets of the layout are offsets of the text. */
export function textOf(record: Uint8Array): string {
  return Buffer.from(record.buffer, record.byteOffset, record.byteLength).toString("latin1");
}

/** A record of ASCII: `[offset, text]`, spaces elsewhere. @throws {RangeError} where a text overflows */
export function asciiRecord(length: number, parts: readonly (readonly [number, string])[]) {
  const record = new Uint8Array(length).fill(SPACE);
  for (const [offset, text] of parts) writeAscii(record, offset, text);
  return record;
}

export function writeAscii(record: Uint8Array, offset: number, text: string): void {
  if (offset + text.length > record.length) {
    throw new RangeError(`Cannot write ${text.length} bytes at ${offset} of ${record.length}`);
  }
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7e) throw new RangeError("Cannot write a character that is not ASCII");
    record[offset + index] = code;
  }
}

/** Zero-padded, as N fields are. @throws {RangeError} where the number needs more digits */
export function digits(value: number | bigint, width: number): string {
  const text = String(value).padStart(width, "0");
  if (text.length > width) throw new RangeError(`Cannot write "${text}" in ${width} digits`);
  return text;
}

export function isDigits(text: string): boolean {
  if (text === "") return false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

export function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
