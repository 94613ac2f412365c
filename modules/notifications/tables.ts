import type { Kysely } from "kysely";
import type { Transaction } from "@maru/kernel";
import type { Channel } from "./message_provider.ts";
import type { HopState, MessageKind } from "./notifications.ts";

export interface TemplateRow {
  code: string;
  version: number;
  kind: MessageKind;
  title: string;
  body: string;
  short_body: string;
  buttons: unknown;
  provider_template: string;
  approval: "draft" | "requested" | "approved" | "rejected";
  /** Somebody looks at the phone for it: it goes before all that is not. */
  is_awaited: boolean;
  created_at: Date;
}

export interface MessageRow {
  id: string;
  tenant_id: string | null;
  key: string;
  template: string;
  template_version: number;
  kind: MessageKind;
  values_sealed: string;
  phone_sealed: string;
  phone_index: string;
  phone_masked: string;
  state: "pending" | "sent" | "delivered" | "failed" | "suppressed";
  next_at: Date | null;
  held_until: Date | null;
  retry_count: number;
  /** Its template's, when the message was written. */
  is_awaited: boolean;
  created_at: Date;
}

export interface HopRow {
  message_id: string;
  channel: Channel;
  position: number;
  state: HopState;
  asked_at: Date | null;
  provider_id: string | null;
  sent_at: Date | null;
}

export interface HopEventRow {
  message_id: string;
  id: string;
  at: Date;
  channel: Channel;
  state: HopState;
  failure: string | null;
}

export interface OptOutRow {
  phone_index: string;
  kind: MessageKind;
  channel: "alimtalk" | "sms";
  at: Date;
}

export interface NotificationsTables {
  template: TemplateRow;
  message: MessageRow;
  hop: HopRow;
  hop_event: HopEventRow;
  opt_out: OptOutRow;
}

/** The tables of this module on any handle of the kernel. */
export function tablesOf(handle: Transaction | Kysely<unknown>): Kysely<NotificationsTables> {
  return handle.withSchema("notifications") as unknown as Kysely<NotificationsTables>;
}
