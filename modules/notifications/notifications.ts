/**
 * Everything that is sent: 알림톡 with SMS/LMS fallback. Others ask for a template with values in
 * their own transaction and never speak to a provider.
 *
 * @module
 */
import type { Transaction } from "@maru/kernel";

export interface MessageRequest {
  /** Once in effect: the same key is one message. */
  readonly key: string;
  readonly template: string;
  /** Values of the template's `#{variables}`. */
  readonly values: Readonly<Record<string, string>>;
  /** Mobile phone, digits; sealed at rest. */
  readonly phone: string;
  readonly tenantId?: string;
}

export type HopState = "pending" | "sent" | "delivered" | "failed";

export interface MessageLogEntry {
  readonly id: string;
  readonly key: string;
  readonly template: string;
  readonly phoneMasked: string;
  readonly state: "pending" | "sent" | "delivered" | "failed" | "suppressed";
  readonly createdAt: Date;
  readonly hops: readonly {
    readonly channel: "alimtalk" | "sms" | "lms";
    readonly state: HopState;
    readonly at: Date;
    readonly failure?: string;
  }[];
}

export interface Notifications {
  send(tx: Transaction, message: MessageRequest): Promise<void>;
  /** For the operator's page: newest first. */
  log(query: { text?: string; limit: number; before?: string }): Promise<MessageLogEntry[]>;
  /** The text as a person would read it. */
  preview(template: string, values: Readonly<Record<string, string>>): string;
  /** Handles the provider's delivery receipts (webhook body). */
  receive(receipt: unknown): Promise<void>;
}
