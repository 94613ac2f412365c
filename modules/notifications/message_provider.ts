/** What a message goes by. "sms" up to 90 bytes, "lms" up to 2,000, as carriers count. */
export type Channel = "alimtalk" | "sms" | "lms";

export interface OutgoingMessage {
  /** Ours, at most 100 characters; the provider keeps it and can be asked for it. */
  readonly key: string;
  readonly channel: Channel;
  /** Mobile phone, digits. */
  readonly phone: string;
  /** The text as a person reads it, all values put in. */
  readonly text: string;
  /** Heading of an LMS. */
  readonly subject?: string;
  /** For 알림톡: the approved template and what goes into it. */
  readonly template?: {
    readonly id: string;
    readonly variables: Readonly<Record<string, string>>;
  };
}

export type SendAnswer =
  | { readonly state: "accepted"; readonly providerId: string }
  /** The provider will never send this: a retry would be refused too. */
  | { readonly state: "refused"; readonly failure: string };

export interface DeliveryStatus {
  readonly providerId: string;
  readonly state: "pending" | "delivered" | "failed";
  /** The provider's code and words where it failed. */
  readonly failure?: string;
}

/** A company that carries 알림톡 and text messages. It never replaces one channel by another. */
export interface MessageProvider {
  /** @throws {ProviderUnavailableError} no answer; ask with {@link find} before sending again */
  send(message: OutgoingMessage): Promise<SendAnswer>;
  /**
   * What became of an earlier {@link send} with this key, if it arrived.
   *
   * @throws {ProviderUnavailableError}
   */
  find(
    query: { key: string; channel: Channel; phone: string; since: Date },
  ): Promise<DeliveryStatus | undefined>;
  /** @throws {ProviderUnavailableError} */
  statusOf(providerId: string): Promise<DeliveryStatus | undefined>;
  /** The provider's ids named by a receipt; empty when it is not one. */
  readReceipt(receipt: unknown): string[];
}
