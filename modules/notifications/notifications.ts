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
  /**
   * Puts the message into the outbox of the caller's transaction. A key that was used is not sent
   * again, whatever its values.
   *
   * @throws {TemplateUnknownError | TemplateValueMissingError | PhoneInvalidError}
   */
  send(tx: Transaction, message: MessageRequest): Promise<void>;
  /** For the operator's page: newest first. */
  log(query: { text?: string; limit: number; before?: string }): Promise<MessageLogEntry[]>;
  /**
   * The text as a person would read it.
   *
   * @throws {TemplateUnknownError | TemplateValueMissingError}
   */
  preview(template: string, values: Readonly<Record<string, string>>): Promise<string>;
  /**
   * Handles the provider's delivery receipts (webhook body). A receipt is only a hint: the provider
   * is asked for the state, so a forged one changes nothing.
   */
  receive(receipt: unknown): Promise<void>;
  /** 수신거부: from now on nothing of this kind goes to the phone by this channel. */
  optOut(tx: Transaction, optOut: OptOut): Promise<void>;
  /** Takes an opt-out back. */
  optIn(tx: Transaction, optOut: OptOut): Promise<void>;
}

/** 정보성 or 광고성 (정보통신망법 제50조). */
export type MessageKind = "INFO" | "AD";

export interface OptOut {
  readonly phone: string;
  readonly kind: MessageKind;
  /** "sms" stands for SMS and LMS. */
  readonly channel: "alimtalk" | "sms";
}
