import type { Kernel } from "@maru/kernel";
import { transliterateToEucKr } from "./euc_kr.ts";
import type { Channel, OutgoingMessage } from "./message_provider.ts";
import type { MessageRow, TemplateRow } from "./tables.ts";
import { fillTemplate, variablesOf } from "./template_text.ts";

/** A message's values and phone, opened for the moment of sending. */
export interface OpenedMessage {
  readonly row: MessageRow;
  readonly template: TemplateRow;
  readonly values: Readonly<Record<string, string>>;
  readonly phone: string;
}

export async function openMessage(
  kernel: Pick<Kernel, "sealing">,
  row: MessageRow,
  template: TemplateRow,
): Promise<OpenedMessage> {
  const place = { table: "notifications.message", row: row.id };
  const values = await kernel.sealing.open({ ...place, column: "values" }, row.values_sealed);
  const phone = await kernel.sealing.open({ ...place, column: "phone" }, row.phone_sealed);
  return { row, template, values: JSON.parse(values), phone };
}

/** The text for SMS and LMS, in characters that carriers know as far as they can be replaced. */
export function shortTextOf({ template, values }: OpenedMessage): string {
  const text = template.short_body === "" ? template.body : template.short_body;
  return transliterateToEucKr(fillTemplate({ code: template.code, text }, values));
}

export function outgoingMessage(message: OpenedMessage, channel: Channel): OutgoingMessage {
  const { template, values, phone, row } = message;
  const key = hopKey(row.id, channel);
  if (channel !== "alimtalk") {
    const subject = channel === "lms" ? { subject: transliterateToEucKr(template.title) } : {};
    return { key, channel, phone, text: shortTextOf(message), ...subject };
  }
  const names = variablesOf(template.body + JSON.stringify(template.buttons));
  return {
    key,
    channel,
    phone,
    text: fillTemplate({ code: template.code, text: template.body }, values),
    template: {
      id: template.provider_template,
      variables: Object.fromEntries(names.map((name) => [name, values[name] ?? ""])),
    },
  };
}

/** What the provider keeps beside the message, so that it can be asked for it. */
export function hopKey(messageId: string, channel: Channel): string {
  return `${messageId}:${channel}`;
}
