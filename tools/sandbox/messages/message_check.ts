import { eucKrByteLength } from "./euc_kr.ts";
import type { KakaoButton, MessageRequest, MessageType } from "./message.ts";
import type { StatusCode } from "./status_codes.ts";
import { fillTemplate, fitsTemplate, type TemplateStore } from "./templates.ts";

const SMS_BYTES_MAX = 90;
const LMS_BYTES_MAX = 2_000;
const SUBJECT_BYTES_MAX = 40;
const KAKAO_CHARACTERS_MAX = 1_000;

export interface CheckedMessage {
  readonly type: MessageType;
  readonly to: string;
  readonly from: string;
  /** The text as a person will read it, values put in. */
  readonly text: string;
  /** Those of the 알림톡, values put in. */
  readonly buttons: readonly KakaoButton[];
}

export interface MessageRules {
  readonly templates: TemplateStore;
  readonly channelIds: ReadonlySet<string>;
  /** Telephone numbers, digits alone, that may stand as the sender (전기통신사업법 제84조의2). */
  readonly senderNumbers: ReadonlySet<string>;
}

/** The message as it will go out, or the code with which the provider refuses it. */
export function checkMessage(
  request: MessageRequest,
  rules: MessageRules,
): CheckedMessage | { readonly refusedWith: StatusCode } {
  const to = digits(request.to);
  const from = digits(request.from ?? "");
  if (!/^0\d{7,11}$/.test(to)) return { refusedWith: to === "" ? "1010" : "1011" };
  if (hasWrongCustomField(request)) return { refusedWith: "1032" };
  const type = typeOf(request);
  if (type === undefined) return { refusedWith: "1025" };
  if (type === "ATA") return checkKakao(request, { rules, to, from });
  if (request.kakaoOptions !== undefined) return { refusedWith: "1033" };
  if (!rules.senderNumbers.has(from)) return { refusedWith: "1062" };
  const refusedWith = checkText(request, type);
  if (refusedWith !== undefined) return { refusedWith };
  return { type, to, from, text: request.text ?? "", buttons: [] };
}

function checkKakao(
  request: MessageRequest,
  { rules, to, from }: { rules: MessageRules; to: string; from: string },
): CheckedMessage | { readonly refusedWith: StatusCode } {
  const options = request.kakaoOptions;
  if (options?.pfId === undefined || !rules.channelIds.has(options.pfId)) {
    return { refusedWith: "1041" };
  }
  const template = rules.templates.get(options.templateId ?? "");
  const isUsable = template?.status === "APPROVED" && template.channelId === options.pfId;
  if (!isUsable) return { refusedWith: "1042" };
  const text = request.text || fillTemplate(template.content, options.variables ?? {});
  if (!fitsTemplate(text, template.content)) return { refusedWith: "1043" };
  if (/#\{[^{}]+\}/.test(text)) return { refusedWith: "1043" };
  if (text.length > KAKAO_CHARACTERS_MAX) return { refusedWith: "1031" };
  const needsSender = options.disableSms !== true;
  if (needsSender && !rules.senderNumbers.has(from)) return { refusedWith: "1062" };
  const buttons = (options.buttons ?? template.buttons).map((button) =>
    fillButton(button, options.variables ?? {})
  );
  return { type: "ATA", to, from, text, buttons };
}

function fillButton(
  button: KakaoButton,
  variables: Readonly<Record<string, string>>,
): KakaoButton {
  const fill = (link: string | null | undefined) => link && fillTemplate(link, variables);
  return { ...button, linkMo: fill(button.linkMo), linkPc: fill(button.linkPc) };
}

function checkText(request: MessageRequest, type: "SMS" | "LMS"): StatusCode | undefined {
  const text = request.text ?? "";
  if (text === "") return "1010";
  const length = eucKrByteLength(text);
  if (length === undefined) return "1029";
  if (length > (type === "SMS" ? SMS_BYTES_MAX : LMS_BYTES_MAX)) return "1031";
  if (request.subject === undefined || request.subject === "") return undefined;
  if (type === "SMS") return "1013";
  const subjectLength = eucKrByteLength(request.subject);
  if (subjectLength === undefined) return "1029";
  return subjectLength > SUBJECT_BYTES_MAX ? "1014" : undefined;
}

/** A missing type is worked out: Kakao options make an 알림톡, a subject or a long text an LMS. */
function typeOf(request: MessageRequest): MessageType | undefined {
  const asked = request.type?.toUpperCase();
  if (asked === "SMS" || asked === "LMS" || asked === "ATA") return asked;
  if (asked !== undefined) return undefined;
  if (request.kakaoOptions?.templateId !== undefined) return "ATA";
  return textTypeOf(request.text ?? "", request.subject);
}

/** SMS where 90 bytes are enough, LMS where they are not. */
export function textTypeOf(text: string, subject?: string | null): "SMS" | "LMS" {
  const isShort = (eucKrByteLength(text) ?? text.length) <= SMS_BYTES_MAX;
  return isShort && !subject ? "SMS" : "LMS";
}

function hasWrongCustomField(request: MessageRequest): boolean {
  return Object.entries(request.customFields ?? {}).some(([name, value]) =>
    name.length > 30 || typeof value !== "string" || value.length > 100
  );
}

function digits(text: string): string {
  return String(text).replaceAll(/[-\s]/g, "");
}
