import type { MiddlewareHandler } from "hono";
import type { FaultKind, SandboxContext } from "../context.ts";

export const transportKinds = [
  "slow",
  "down",
  "reset",
  "error-after-work",
  "timeout-after-work",
] as const satisfies readonly FaultKind[];

const SLOW_MS = 3_000;
const TIMEOUT_MS = 30_000;

/** Plays the panel's failures of the service `messages`: before, instead of, or after the work. */
export function createTransportFaults(context: SandboxContext): MiddlewareHandler {
  return async (c, next) => {
    const fault = context.faults.take({ service: "messages" }, transportKinds);
    if (fault === undefined) return await next();
    context.journal("message-fault", { kind: fault.kind, path: c.req.path });
    switch (fault.kind) {
      case "slow":
        await wait(fault.delayMs ?? SLOW_MS);
        return await next();
      case "down":
        return c.json(
          { errorCode: "ServiceUnavailable", errorMessage: "서비스 점검 중입니다." },
          503,
        );
      case "reset":
        return new Response(brokenBody(), { headers: { "Content-Type": "application/json" } });
      case "timeout-after-work":
        await next();
        return await wait(fault.delayMs ?? TIMEOUT_MS);
      default:
        await next();
        c.res = c.json(
          { errorCode: "InternalError", errorMessage: "서버 오류가 발생했습니다." },
          500,
        );
    }
  };
}

/** A body that ends in an error, so that the connection is cut in the middle of the answer. */
function brokenBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"groupInfo":'));
    },
    pull(controller) {
      controller.error(new Error("The connection is cut on purpose"));
    },
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
