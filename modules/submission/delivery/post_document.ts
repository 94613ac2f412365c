import { OutboundError } from "@maru/kernel";
import type { Parts } from "../parts.ts";
import { secretPlace } from "../pipeline/sealed_places.ts";
import { webhookSignature } from "./signature.ts";

export interface WebhookTarget {
  readonly institutionId: string;
  readonly url: string;
  readonly secretSealed: string;
}

export interface PostOutcome {
  /** 2xx: the institution has it. */
  readonly isTaken: boolean;
  readonly status?: number;
  /** Why there was no answer, e.g. `timeout`. */
  readonly failure?: string;
  readonly durationMs: number;
}

/** One attempt at a webhook. Any answer but 2xx, and none, is a failure. */
export async function postDocument(
  { kernel, settings }: Pick<Parts, "kernel" | "settings">,
  { target, deliveryId, body }: { target: WebhookTarget; deliveryId: string; body: string },
): Promise<PostOutcome> {
  const secret = await kernel.sealing.open(secretPlace(target.institutionId), target.secretSealed);
  const startedMs = kernel.clock.monotonic();
  const durationMs = () => Math.round(kernel.clock.monotonic() - startedMs);
  try {
    const { status } = await kernel.outbound.postToCustomer({
      method: "POST",
      url: target.url,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "maru-signature": webhookSignature({ secret, body, at: kernel.clock.now() }),
        "maru-delivery": deliveryId,
      },
      body,
    }, settings.deliveryTimeoutMs);
    return { isTaken: status >= 200 && status < 300, status, durationMs: durationMs() };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return { isTaken: false, failure: error.failure, durationMs: durationMs() };
  }
}
