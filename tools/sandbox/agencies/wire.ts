import { type AnswerName, codes } from "./codes.ts";

/** The fields of a request, as the gateway reads them. */
export type RequestFields = Readonly<Record<string, unknown>>;

/**
 * Reads a request body: the whole of it percent-encoded as the SDKs send it, plain JSON, or JSON whose
 * texts are percent-encoded. `undefined` when it is none of these.
 */
export function readRequestBody(body: string): RequestFields | undefined {
  const whole = body.trimStart().startsWith("{") ? body : decode(body);
  if (whole === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(whole);
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    const isEncodedWhole = whole !== body;
    return Object.fromEntries(
      Object.entries(parsed).map((
        [key, value],
      ) => [key, isEncodedWhole ? value : decodeTexts(value)]),
    );
  } catch {
    return undefined;
  }
}

/** Only a text with a percent escape is decoded: a base64 text has none, so its plus signs stay. */
function decodeTexts(value: unknown): unknown {
  if (typeof value !== "string" || !/%[0-9A-Fa-f]{2}/.test(value)) return value;
  return decode(value) ?? value;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Encodes like java.net.URLEncoder, which makes a plus of a space: what the real gateway answers with. */
export function javaUrlEncode(text: string): string {
  return encodeURIComponent(text)
    .replaceAll("%20", "+")
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The body of an answer: result and data, encoded. */
export function answerBody(
  options: {
    readonly answer: AnswerName;
    readonly extraMessage?: string;
    readonly transactionId: string;
    readonly data?: unknown;
  },
): string {
  const [code, message] = codes[options.answer];
  return javaUrlEncode(JSON.stringify({
    result: {
      code,
      extraMessage: options.extraMessage ?? "",
      message,
      transactionId: options.transactionId,
    },
    data: options.data ?? {},
  }));
}

/** A field as trimmed text, `""` where it is absent or no text. */
export function textOf(fields: RequestFields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value.trim() : "";
}

/** A field without anything but digits. */
export function digitsOf(fields: RequestFields, name: string): string {
  return textOf(fields, name).replaceAll(/\D/g, "");
}
