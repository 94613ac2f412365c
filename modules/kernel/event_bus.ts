import { sql } from "kysely";
import type { DeliveredEvent, Events } from "./events.ts";
import type { Jobs } from "./jobs.ts";
import type { Transaction } from "./database.ts";
import type { Clock } from "./clock.ts";
import type { Transactions } from "./transactions.ts";

/** The one queue that all events travel through, a job for each subscriber. */
const EVENT_QUEUE = "event";

type Handler = (tx: Transaction, event: DeliveredEvent) => Promise<void>;

interface Delivery {
  readonly subscriber: string;
  readonly event: DeliveredEvent;
}

export function createEvents(options: {
  jobs: Jobs;
  transactions: Transactions;
  clock: Clock;
  uuid: () => string;
}): Events {
  const { jobs, transactions } = options;
  const subscribers = new Map<string, Map<string, Handler>>();

  jobs.define<Delivery>(
    EVENT_QUEUE,
    { concurrency: 8, retryCountMax: 12, retryDelaySeconds: 1, expireInSeconds: 60 },
    async ({ subscriber, event }) => {
      const handle = subscribers.get(event.type)?.get(subscriber);
      if (handle === undefined) {
        throw new RangeError(`Cannot deliver "${event.type}": no subscriber "${subscriber}"`);
      }
      await transactions.run(async (tx) => {
        if (await takeIn(tx, event.id, subscriber)) await handle(tx, event);
      });
    },
  );

  return {
    async publish(tx, { type, data }) {
      const event: DeliveredEvent = {
        id: options.uuid(),
        at: options.clock.now().toISOString(),
        type,
        data,
      };
      const deliveries = [...subscribers.get(type)?.keys() ?? []].map((subscriber) => ({
        data: { subscriber, event } satisfies Delivery,
      }));
      await jobs.enqueueMany(tx, EVENT_QUEUE, deliveries);
    },
    subscribe<Type extends string, Data>(
      type: Type,
      subscriber: string,
      handle: (tx: Transaction, event: DeliveredEvent<Type, Data>) => Promise<void>,
    ) {
      const handlers = subscribers.get(type) ?? new Map<string, Handler>();
      if (handlers.has(subscriber)) {
        throw new RangeError(`Cannot subscribe "${subscriber}" to "${type}" twice`);
      }
      subscribers.set(type, handlers);
      // What travels is what a publisher of this type gave, so the subscriber's types hold.
      handlers.set(
        subscriber,
        (tx, event) => handle(tx, event as unknown as DeliveredEvent<Type, Data>),
      );
    },
  };
}

/** Notes that the subscriber has taken the event in; false when it had before. */
async function takeIn(tx: Transaction, eventId: string, subscriber: string): Promise<boolean> {
  const { rows } = await sql`
    insert into kernel.handled_event (event_id, subscriber) values (${eventId}, ${subscriber})
    on conflict do nothing returning event_id`.execute(tx);
  return rows.length === 1;
}
