import type { Transaction } from "./database.ts";

/** A fact that happened in a module, told to others after the transaction commits. */
export interface DomainEvent<Type extends string = string, Data = Record<string, unknown>> {
  readonly type: Type;
  /** Plain JSON: no bigint, no Date, no personal data in clear. */
  readonly data: Data;
}

export interface DeliveredEvent<Type extends string = string, Data = Record<string, unknown>>
  extends DomainEvent<Type, Data> {
  readonly id: string;
  readonly at: string;
}

/** Events travel through pg-boss, written in the publisher's transaction. */
export interface Events {
  publish(tx: Transaction, event: DomainEvent): Promise<void>;
  /**
   * Runs `handle` for each event of the type, once in effect: the event's id is recorded for the
   * subscriber in the same transaction that `handle` receives. A failure backs off and ends in the
   * dead letters.
   *
   * @param subscriber a fixed name, unique for the type, e.g. `notifications.submission`
   */
  subscribe<Type extends string, Data>(
    type: Type,
    subscriber: string,
    handle: (tx: Transaction, event: DeliveredEvent<Type, Data>) => Promise<void>,
  ): void;
}
