import { openRecordFile } from "../record_file.ts";
import type { KakaoButton } from "./message.ts";

export type TemplateStatus = "PENDING" | "INSPECTING" | "APPROVED" | "REJECTED";

/** An 알림톡 template; its `content` has `#{name}` where a value goes in. */
export interface Template {
  /** The same as `templateId`; records are found by it. */
  readonly id: string;
  readonly templateId: string;
  readonly channelId: string;
  readonly name: string;
  readonly content: string;
  readonly categoryCode: string;
  readonly status: TemplateStatus;
  readonly buttons: readonly KakaoButton[];
  readonly comments: readonly { readonly content: string; readonly dateCreated: string }[];
  readonly isDeleted?: boolean;
  readonly dateCreated: string;
  readonly dateUpdated: string;
}

export interface TemplateStore {
  list(): readonly Template[];
  get(templateId: string): Template | undefined;
  put(template: Template): void;
}

export function openTemplateStore(dataDirectory: string): TemplateStore {
  const file = openRecordFile<Template>(`${dataDirectory}/message_templates.ndjson`);
  return {
    list: () => file.list().filter((template) => template.isDeleted !== true),
    get(templateId) {
      const template = file.get(templateId);
      return template?.isDeleted === true ? undefined : template;
    },
    put: file.put,
  };
}

/** The template's text with the values put in; a variable without a value stays as it is. */
export function fillTemplate(content: string, variables: Readonly<Record<string, string>>): string {
  return content.replace(
    /#\{([^{}]+)\}/g,
    (whole, name) => variables[whole] ?? variables[name] ?? whole,
  );
}

export function variablesOf(content: string): string[] {
  return [...new Set([...content.matchAll(/#\{([^{}]+)\}/g)].map((match) => match[1]!))];
}

/**
 * True where the text is the template with something in the place of each variable. Line breaks
 * count as one character each, and spaces at the very ends do not count.
 */
export function fitsTemplate(text: string, content: string): boolean {
  const parts = normalise(content).split(/#\{[^{}]+\}/).map((part) =>
    part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
  );
  return new RegExp(`^${parts.join("[\\s\\S]*?")}$`).test(normalise(text));
}

function normalise(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
