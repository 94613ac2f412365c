import type { MiddlewareHandler } from "hono";
import type { FaultKind, FaultTarget, SandboxContext } from "../../context.ts";
import { takeFault } from "../faults/house_faults.ts";

const TRANSPORT_KINDS = [
  "slow",
  "down",
  "reset",
  "error-after-work",
  "timeout-after-work",
] as const satisfies readonly FaultKind[];

const SLOW_MS = 3_000;
const TIMEOUT_MS = 30_000;

/** Plays failures of an HTTP service before, instead of, or after its work. */
export function createApiFaults(
  context: SandboxContext,
  options: {
    targetOf(url: URL): FaultTarget;
    /** What the service answers by itself where it is down, or has failed inside. */
    failure(kind: "down" | "error"): Response;
  },
): MiddlewareHandler {
  return async (c, next) => {
    const target = options.targetOf(new URL(c.req.url));
    const fault = takeFault(context, target, TRANSPORT_KINDS);
    switch (fault?.kind) {
      case undefined:
        return await next();
      case "slow":
        await wait(fault?.delayMs ?? SLOW_MS);
        return await next();
      case "down":
        return options.failure("down");
      case "reset":
        return new Response(brokenBody(), { headers: { "Content-Type": "application/json" } });
      case "timeout-after-work":
        await next();
        return await wait(fault?.delayMs ?? TIMEOUT_MS);
      default:
        await next();
        c.res = options.failure("error");
    }
  };
}

/** A body that ends in an error, so that the connection is cut in the middle of the answer. */
function brokenBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"response_code":')),
    pull: (controller) => controller.error(new Error("The connection is cut on purpose")),
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
