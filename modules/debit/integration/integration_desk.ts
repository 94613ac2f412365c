import type { Actor } from "../parts.ts";

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly lastUsedAt?: Date;
  readonly revokedAt?: Date;
}

/** What is told to merchants, kept for replay. */
export const EVENT_TYPES = [
  "registration.done",
  "registration.failed",
  "registration.cancelled",
  "order.requested",
  "order.sent",
  "order.collected",
  "order.failed",
  "order.withdrawn",
  "order.replanned",
  "cash.received",
  "settlement.computed",
  "settlement.paid",
  "invoice.issued",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface MerchantEvent {
  readonly id: string;
  readonly type: EventType;
  readonly at: Date;
  /** Plain JSON; amounts as numbers of won; no personal data. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly isActive: boolean;
  readonly types: readonly EventType[];
  /** The secret before the present one signs beside it until then. */
  readonly previousSecretUntil?: Date;
  readonly lastDelivery?: {
    readonly at: Date;
    readonly status: "delivered" | "failing" | "gaveUp";
  };
}

/** REST keys, the event log and signed webhooks (Standard Webhooks). */
export interface IntegrationDesk {
  createKey(
    merchantId: string,
    input: { name: string; actor: Actor },
  ): Promise<{ id: string; key: string }>;
  keys(merchantId: string): Promise<readonly ApiKey[]>;
  revokeKey(merchantId: string, input: { id: string; actor: Actor }): Promise<void>;
  /** The merchant of a key, or undefined; constant time. */
  authenticate(key: string): Promise<{ merchantId: string; keyId: string } | undefined>;

  /**
   * What happened, in the order in which it was written; `after` is the id of the last event that was
   * read. An event shows once no transaction that began before it may still write, mostly at once.
   * `next` is there where more are to be read now.
   *
   * @throws {ListCursorInvalidError} `after` is no event that this list gave to this merchant
   */
  events(
    merchantId: string,
    query: { after?: string; types?: readonly EventType[]; limit: number },
  ): Promise<{ readonly events: readonly MerchantEvent[]; readonly next?: string }>;
  saveEndpoint(
    merchantId: string,
    input: {
      id?: string;
      url: string;
      isActive: boolean;
      types: readonly EventType[];
      actor: Actor;
    },
  ): Promise<{ id: string; secret?: string }>;
  /**
   * A new secret for the same address. The one before signs beside it for a day, so that no event is
   * lost while the merchant exchanges it, and is destroyed after that.
   *
   * @throws {IntegrationNotFoundError}
   */
  rotateSecret(
    merchantId: string,
    input: { id: string; actor: Actor },
  ): Promise<{ secret: string; previousUntil: Date }>;
  removeEndpoint(merchantId: string, input: { id: string; actor: Actor }): Promise<void>;
  endpoints(merchantId: string): Promise<readonly WebhookEndpoint[]>;
  deliveries(
    merchantId: string,
    query: { endpointId?: string; limit: number },
  ): Promise<
    readonly {
      id: string;
      eventId: string;
      type: EventType;
      url: string;
      state: string;
      attemptCount: number;
      at: Date;
      answer?: number;
    }[]
  >;
  /**
   * Sends an event again, or all since an instant.
   *
   * @throws {IntegrationNotFoundError} no such endpoint or event of this merchant
   */
  replay(
    merchantId: string,
    input: { endpointId: string; eventId?: string; since?: Date; actor: Actor },
  ): Promise<number>;
}
