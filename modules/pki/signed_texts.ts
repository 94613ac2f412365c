/** First lines: each kind of signature has its own, and none begins another. */
const LOGIN_TITLE = "MARU LOGIN v1 — 이 서명은 로그인에만 쓰입니다";
const DOCUMENT_TITLE = "MARU DOCUMENT SIGNATURE v1 — 이 서명은 아래 문서에 서명하는 것입니다";

export interface LoginText {
  /** Where the person logs in, e.g. "https://maru.example". */
  readonly origin: string;
  readonly nonce: string;
  readonly at: Date;
}

/**
 * The text that a person signs to log in. Its first line tells it from every other signed text.
 * @throws {TypeError} when a field has a line break or another control character.
 */
export function loginText({ origin, nonce, at }: LoginText): string {
  return lines(LOGIN_TITLE, { origin, nonce, at: at.toISOString() });
}

/** Reads a login text back; undefined when it is not exactly one that loginText() makes. */
export function parseLoginText(text: string): LoginText | undefined {
  const match = /^[^\n]+\norigin: ([^\n]+)\nnonce: ([^\n]+)\nat: ([0-9TZ:.+-]+)\n$/.exec(text);
  const [, origin, nonce, atText] = match ?? [];
  if (origin === undefined || nonce === undefined || atText === undefined) return undefined;
  const at = new Date(atText);
  if (Number.isNaN(at.getTime())) return undefined;
  return isExactly(text, { origin, nonce, at }) ? { origin, nonce, at } : undefined;
}

function isExactly(text: string, fields: LoginText): boolean {
  try {
    return loginText(fields) === text;
  } catch {
    return false;
  }
}

export interface DocumentText {
  readonly origin: string;
  /** Lower-case hexadecimal. */
  readonly documentSha256: string;
  readonly title: string;
  readonly nonce: string;
  readonly at: Date;
}

/**
 * The text that a person signs to sign a document.
 * @throws {TypeError} when a field has a line break or another control character, or the digest is none.
 */
export function documentText(fields: DocumentText): string {
  const { origin, documentSha256, title, nonce, at } = fields;
  if (!/^[0-9a-f]{64}$/.test(documentSha256)) {
    throw new TypeError("Cannot write the text to sign: the digest is not SHA-256 in hexadecimal");
  }
  return lines(DOCUMENT_TITLE, {
    origin,
    title,
    sha256: documentSha256,
    nonce,
    at: at.toISOString(),
  });
}

/**
 * The text that a person signs to sign a document which is itself a text: all of it stands behind the
 * lines above, so that whoever has the signature can read what was signed.
 * @throws {TypeError} as documentText() does.
 */
export function textDocument(fields: DocumentText, body: string): string {
  return `${documentText(fields)}\n${body}`;
}

function lines(title: string, fields: Readonly<Record<string, string>>): string {
  const body = Object.entries(fields).map(([name, value]) => {
    if (value === "" || /[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) {
      throw new TypeError(`Cannot write the text to sign: "${name}" is empty or has line breaks`);
    }
    return `${name}: ${value}\n`;
  });
  return `${title}\n${body.join("")}`;
}
