import { Buffer } from "node:buffer";
import { type Proxy, startProxy } from "./proxy.ts";
import type { Slot } from "./slot.ts";

const DELIVERY_HEADER = /maru-delivery: ([0-9a-f-]{36})/i;
const OWNER = "owner";

/** In front of the institution's receiver. Which process sends is known by the delivery it has in hand. */
export function startWebhookProxy(port: number, slots: () => readonly Slot[]): Proxy {
  return startProxy({
    hostname: "127.0.0.1",
    port,
    watcher: {
      fromProcess(bytes, link) {
        const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8_192));
        const deliveryId = DELIVERY_HEADER.exec(head.toString("latin1"))?.[1];
        const owner = deliveryId && slots().find((slot) => slot.owns(deliveryId));
        if (owner) link.notes.set(OWNER, owner.name);
        return owner ? owner.webhook.fromProcess(bytes, link) : "pass";
      },
      toProcess(bytes, link) {
        const owner = slots().find(({ name }) => name === link.notes.get(OWNER));
        return owner?.webhook.toProcess(bytes, link) ?? "pass";
      },
    },
  });
}
