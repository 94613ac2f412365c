import type { InboxMessage, StoredMessage } from "./message.ts";

/** What arrived at a phone, or at every phone, newest first. */
export function inboxOf(messages: readonly StoredMessage[], phone?: string): InboxMessage[] {
  const digits = phone?.replaceAll(/\D/g, "");
  return messages
    .filter((message) =>
      message.statusCode === "4000" && (digits === undefined || message.to === digits)
    )
    .map((message): InboxMessage => ({
      id: message.messageId,
      channel: message.type === "ATA" ? "kakao" : message.type === "LMS" ? "lms" : "sms",
      to: message.to,
      from: message.from,
      subject: message.subject,
      text: message.text,
      templateId: message.kakaoOptions?.templateId ?? null,
      buttons: message.type === "ATA" ? message.buttons : [],
      receivedAt: message.dateReceived ?? message.dateUpdated,
      customFields: message.customFields,
    }))
    .reverse();
}
