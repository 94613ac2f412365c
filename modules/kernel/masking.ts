import { messageOf } from "./errors.ts";

/** `홍길동` → `홍*동`, `김철` → `김*`, `남궁민수` → `남**수`: the form usual in Korean finance. */
export function maskName(name: string): string {
  const letters = [...name.trim()];
  if (letters.length <= 1) return "*".repeat(letters.length);
  if (letters.length === 2) return `${letters[0]}*`;
  return `${letters[0]}${"*".repeat(letters.length - 2)}${letters.at(-1)}`;
}

/** `010-1234-5678` or `01012345678` → `010-****-5678`; a number that is too short is all covered. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  if (digits.length < 9) return "*".repeat(digits.length);
  const middle = "*".repeat(digits.length - 7);
  return `${digits.slice(0, 3)}-${middle}-${digits.slice(-4)}`;
}

/** `880101-1234567` → `880101-1******`; anything else is all covered. */
export function maskResidentNumber(residentNumber: string): string {
  const digits = residentNumber.replace(/\D/g, "");
  if (digits.length !== 13) return "*".repeat(digits.length);
  return `${digits.slice(0, 6)}-${digits[6]}******`;
}

/** `123-45-67890` → `123-45-*****`; anything else is all covered. */
export function maskBusinessNumber(businessNumber: string): string {
  const digits = businessNumber.replace(/\D/g, "");
  if (digits.length !== 10) return "*".repeat(digits.length);
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-*****`;
}

/** Stands where a secret stood. */
const HIDDEN = "[hidden]";
const DEPTH_MAX = 6;
const ITEM_COUNT_MAX = 100;
const TEXT_LENGTH_MAX = 8_192;

/** Names of fields whose whole value is secret, lower case and without `_` and `-`. */
const SECRET_NAMES = new Set([
  "accountno",
  "accountnumber",
  "authorization",
  "certpassword",
  "cookie",
  "credential",
  "credentials",
  "databaseurl",
  "der",
  "derfile",
  "identity",
  "indexkey",
  "jumin",
  "juminno",
  "key",
  "keyfile",
  "passphrase",
  "passwd",
  "password",
  "pfx",
  "pfxfile",
  "pin",
  "plain",
  "privatekey",
  "pwd",
  "r",
  "randomnum",
  "residentno",
  "residentnumber",
  "rrn",
  "sealingkeys",
  "secret",
  "setcookie",
  "signpri",
  "token",
]);

/** `clientSecret`, `access_token`, `x-api-key` and their like. */
const SECRET_ENDINGS =
  /(password|secret|token|apikey|secretkey|privatekey|sealingkey|accountnumber|residentnumber)$/;

/** Fields that hold identifiers and digests: their long digit runs are no account numbers. */
const IDENTIFIER_ENDINGS = /(Id|Ids|_id|Hash|Sha256|Digest|Fingerprint)$|^(id|hash|sha256)$/;

/** A copy of log fields in which nothing secret is left. Never throws. */
export function maskFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return maskObject(fields, 0);
}

function maskObject(value: object, depth: number): Record<string, unknown> {
  const masked: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value).slice(0, ITEM_COUNT_MAX)) {
    const isSecret = isSecretName(name) && item !== undefined && item !== null;
    masked[maskText(name)] = isSecret ? HIDDEN : maskValue(item, depth + 1, name);
  }
  return masked;
}

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[_-]/g, "");
  return SECRET_NAMES.has(plain) || SECRET_ENDINGS.test(plain);
}

function maskValue(value: unknown, depth: number, name = ""): unknown {
  if (typeof value === "string") return maskText(value, IDENTIFIER_ENDINGS.test(name));
  if (typeof value === "number") return maskNumber(value);
  if (typeof value === "bigint") return maskNumber(value).toString();
  if (typeof value === "boolean" || value === undefined || value === null) return value;
  if (typeof value !== "object") return `[${typeof value}]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return maskText(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth > DEPTH_MAX) return "[deeper]";
  if (value instanceof Error) return maskError(value, depth);
  if (Array.isArray(value)) {
    return value.slice(0, ITEM_COUNT_MAX).map((item) => maskValue(item, depth + 1, name));
  }
  return maskObject(value instanceof Map ? Object.fromEntries(value) : value, depth);
}

function maskError(error: Error, depth: number): Record<string, unknown> {
  return {
    ...maskObject(error, depth),
    name: error.name,
    message: maskText(messageOf(error)),
    ...(error.stack === undefined ? {} : { stack: maskText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: maskValue(error.cause, depth + 1) }),
  };
}

/** A resident number that lost its text form: `8801011234567`. Times in milliseconds are smaller. */
function maskNumber(value: number | bigint): number | bigint | string {
  const digits = value.toString();
  return RESIDENT_NUMBER_ALONE.test(digits) && value > LATEST_TIME_MS
    ? RESIDENT_NUMBER_HIDDEN
    : value;
}

const RESIDENT_NUMBER = String.raw`\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[-‐–— ]?\d{7}`;
const RESIDENT_NUMBER_ALONE = new RegExp(`^${RESIDENT_NUMBER}$`);
const RESIDENT_NUMBER_HIDDEN = "******-*******";
/** 2100-01-01; an instant in milliseconds up to there is left alone. */
const LATEST_TIME_MS = 4_102_444_800_000;

const PHONE = String.raw`(?:\+?82[- ]?)?0?1[016789][-. ]?\d{3,4}[-. ]?\d{4}`;

/** What is recognised in a text, the first that fits at a place wins. */
const PATTERNS = new RegExp(
  [
    String.raw`(?<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)`,
    String.raw`(?<scheme>\b(?:Bearer|Basic))\s+[\w.~+/=-]+`,
    String
      .raw`(?<parameter>\b(?:\w*(?:password|passwd|pwd|secret|token|api_?key))["']?\s*[=:]\s*)` +
    String.raw`(?:"[^"]*"|'[^']*'|[^\s&;,"'}\]]+)`,
    String.raw`(?<credentials>:\/\/[^\s:/@]*:)[^\s@]+@`,
    String.raw`(?<hex>(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9a-z]))`,
    String.raw`(?<time>(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d)`,
    String.raw`(?<compactTime>(?<!\d)20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])` +
    String.raw`(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?:\d{3})?(?!\d))`,
    `(?<resident>(?<!\\d)${RESIDENT_NUMBER}(?!\\d))`,
    `(?<phone>(?<!\\d)${PHONE}(?!\\d))`,
    String.raw`(?<account>(?<!\d)\d{2,}(?:[- ]\d{2,})*(?!\d))`,
  ].join("|"),
  "gi",
);

/**
 * Covers in a text what looks like a resident number, a mobile phone, an account number (10 to 16
 * digits, in groups too), a bearer token or a password. UUIDs, hexadecimal digests and times stay.
 *
 * @param isIdentifier long digit runs are kept; resident numbers and phones are covered all the same
 */
export function maskText(text: string, isIdentifier = false): string {
  const cut = text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX)}…` : text;
  return cut.replace(PATTERNS, (found: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    if (groups.scheme !== undefined) return `${groups.scheme} ${HIDDEN}`;
    if (groups.parameter !== undefined) return `${groups.parameter}${HIDDEN}`;
    if (groups.credentials !== undefined) return `${groups.credentials}${HIDDEN}@`;
    if (groups.resident !== undefined) return RESIDENT_NUMBER_HIDDEN;
    if (groups.phone !== undefined) return coverPhone(found);
    return groups.account === undefined ? found : coverRun(found, isIdentifier);
  });
}

/** A run of digit groups: an account as a whole, or several numbers one behind the other. */
function coverRun(run: string, isIdentifier: boolean): string {
  if (!isIdentifier && looksLikeAccount(run)) return coverAccount(run);
  const covered = run
    .replace(RESIDENT_NUMBERS, RESIDENT_NUMBER_HIDDEN)
    .replace(PHONES, coverPhone);
  if (isIdentifier) return covered;
  return covered.split(" ")
    .map((part) => looksLikeAccount(part) ? coverAccount(part) : part)
    .join(" ");
}

const RESIDENT_NUMBERS = new RegExp(`(?<!\\d)${RESIDENT_NUMBER}(?!\\d)`, "g");
const PHONES = new RegExp(`(?<!\\d)${PHONE}(?!\\d)`, "g");

function coverPhone(phone: string): string {
  return coverDigits(phone, { firstCount: 3, lastCount: 4 });
}

function coverAccount(account: string): string {
  return coverDigits(account, { firstCount: 0, lastCount: 3 });
}

function looksLikeAccount(run: string): boolean {
  const digitCount = run.replace(/\D/g, "").length;
  return digitCount >= 10 && digitCount <= 16;
}

function coverDigits(text: string, shown: { firstCount: number; lastCount: number }): string {
  const digitCount = text.replace(/\D/g, "").length;
  let index = 0;
  return text.replace(/\d/g, (digit) => {
    const isShown = index < shown.firstCount || index >= digitCount - shown.lastCount;
    index += 1;
    return isShown ? digit : "*";
  });
}
