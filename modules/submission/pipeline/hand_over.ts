import { postDocument, type WebhookTarget } from "../delivery/post_document.ts";
import type { RecordDelivery } from "../delivery/record_delivery.ts";
import type { Parts } from "../parts.ts";
import type { Gate } from "./gate.ts";

export interface HandOver {
  readonly target: WebhookTarget;
  readonly deliveryId: string;
  readonly submissionId: string;
  readonly body: string;
}

export type HandOverParts = Pick<Parts, "kernel" | "settings"> & {
  readonly recordDelivery: RecordDelivery;
  readonly handOvers: Gate;
};

/**
 * The first attempt at a delivery, from memory. It waits for a place and then runs on by itself; it
 * never throws: a delivery that fails here stays pending and is taken up when its lock ends.
 */
export async function beginHandOver(
  parts: HandOverParts,
  handOver: HandOver,
): Promise<{ readonly handOver: Promise<void> }> {
  await parts.handOvers.enter();
  return { handOver: run(parts, handOver) };
}

async function run(
  parts: HandOverParts,
  { target, deliveryId, submissionId, body }: HandOver,
): Promise<void> {
  try {
    const outcome = await postDocument(parts, { target, deliveryId, body });
    await parts.recordDelivery({ deliveryId, submissionId, outcome, isManual: false });
  } catch (error) {
    parts.kernel.log.error("cannot hand a document over", {
      delivery: deliveryId,
      error: error instanceof Error ? error.message : "unknown",
    });
  } finally {
    parts.handOvers.leave();
  }
}
