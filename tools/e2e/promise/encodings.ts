/**
 * The shapes in which a secret could hide: raw, hexadecimal, base64 and UTF-16, and texts of those.
 *
 * @module
 */
import { Buffer } from "node:buffer";

/** Something that must be found nowhere. */
export interface Secret {
  /** What it is, for the report; never its value. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether it is a text that people type (UTF-16 and escaped forms make sense then). */
  readonly isText: boolean;
}

export interface Pattern {
  readonly secretName: string;
  readonly encoding: string;
  readonly bytes: Uint8Array;
}

/** A window of a long secret: lines of PEM or of a hex dump break it no more often than this. */
const WINDOW_BYTES = 24;
/** Shorter patterns would be found by chance. */
const PATTERN_BYTES_MIN = 8;

export function patternsOf(secret: Secret): Pattern[] {
  const windows = secret.isText ? [secret.bytes] : windowsOf(secret.bytes);
  const patterns = windows.flatMap((bytes) => patternsOfBytes(secret, bytes));
  if (secret.isText) patterns.push(...escapedForms(secret));
  const seen = new Set<string>();
  return patterns.filter(({ bytes }) => {
    const key = Buffer.from(bytes).toString("latin1");
    const isNew = bytes.length >= PATTERN_BYTES_MIN && !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function patternsOfBytes(secret: Secret, bytes: Uint8Array): Pattern[] {
  const buffer = Buffer.from(bytes);
  const hex = buffer.toString("hex");
  const texts: [string, string][] = [["hex", hex], ["HEX", hex.toUpperCase()]];
  texts.push(...base64Forms(buffer));
  if (secret.isText) texts.push(...utf16Sources(buffer));
  const pattern = (encoding: string, each: Uint8Array) => ({
    secretName: secret.name,
    encoding,
    bytes: each,
  });
  return [
    pattern("raw", bytes),
    ...texts.map(([encoding, text]) => pattern(encoding, Buffer.from(text, "latin1"))),
    ...[...texts, ...(secret.isText ? [["text", buffer.toString("utf8")] as const] : [])]
      .flatMap(([encoding, text]) => [
        pattern(`${encoding} as UTF-16LE`, Buffer.from(text, "utf16le")),
        pattern(`${encoding} as UTF-16BE`, Buffer.from(text, "utf16le").swap16()),
      ]),
  ];
}

/** Base64 of the three alignments, standard and URL-safe, without what neighbours decide. */
function base64Forms(bytes: Buffer): [string, string][] {
  return [0, 1, 2].flatMap((shift): [string, string][] => {
    const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
    const text = padded.toString("base64").replace(/=+$/, "");
    const start = shift === 0 ? 0 : shift + 1;
    const end = padded.length % 3 === 0 ? text.length : text.length - 1;
    const sure = text.slice(start, end);
    return [
      [`base64+${shift}`, sure],
      [`base64url+${shift}`, sure.replaceAll("+", "-").replaceAll("/", "_")],
    ];
  });
}

/** A typed text in two bytes a character, and that in hexadecimal and base64 in turn. */
function utf16Sources(bytes: Buffer): [string, string][] {
  const little = Buffer.from(bytes.toString("utf8"), "utf16le");
  const big = Buffer.from(little).swap16();
  return [["UTF-16LE", little] as const, ["UTF-16BE", big] as const].flatMap(([name, wide]) => [
    [`${name} in hex`, wide.toString("hex")] as [string, string],
    ...base64Forms(wide).map(([form, text]): [string, string] => [`${name} in ${form}`, text]),
  ]);
}

function escapedForms(secret: Secret): Pattern[] {
  const text = Buffer.from(secret.bytes).toString("utf8");
  const forms: [string, string][] = [
    ["URL", encodeURIComponent(text)],
    ["form", new URLSearchParams({ a: text }).toString().slice(2)],
    ["JSON", JSON.stringify(text).slice(1, -1)],
  ];
  if (/^\d{13}$/.test(text)) forms.push(["with a dash", `${text.slice(0, 6)}-${text.slice(6)}`]);
  return forms.map(([encoding, form]) => ({
    secretName: secret.name,
    encoding,
    bytes: Buffer.from(form, "utf8"),
  }));
}

function windowsOf(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length <= WINDOW_BYTES) return [bytes];
  const windows: Uint8Array[] = [];
  for (let at = 0; at + WINDOW_BYTES <= bytes.length; at += WINDOW_BYTES) {
    windows.push(bytes.subarray(at, at + WINDOW_BYTES));
  }
  return windows;
}
