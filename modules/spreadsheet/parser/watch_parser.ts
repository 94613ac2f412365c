import { SheetRefusedError } from "../errors.ts";
import type { ParserProcess } from "./parser_process.ts";

/**
 * Stops a parser when it has kept us waiting for `waitingMsMax`, all waits taken together, or when
 * `signal` aborts.
 */
export function watchParser(
  parser: ParserProcess,
  { signal, waitingMsMax }: { readonly signal?: AbortSignal; readonly waitingMsMax: number },
): Pick<ParserProcess, "next"> {
  let waitedMs = 0;
  return {
    async next() {
      signal?.throwIfAborted();
      const startedAt = performance.now();
      const stop = () => void parser.stop(signal?.reason);
      const timer = setTimeout(() => void parser.stop(tooSlow()), waitingMsMax - waitedMs);
      signal?.addEventListener("abort", stop, { once: true });
      try {
        return await parser.next();
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        waitedMs += performance.now() - startedAt;
      }
    },
  };
}

function tooSlow(): SheetRefusedError {
  return new SheetRefusedError({ reason: "tooHeavy", detail: "the parser takes too long" });
}
