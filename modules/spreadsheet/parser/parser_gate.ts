import { SheetParserBusyError } from "../errors.ts";

/** Lets some in at once; the others wait in the order in which they came. */
export interface ParserGate {
  /**
   * Resolves with what to call once at the end, when there is room.
   *
   * @throws {SheetParserBusyError} when too many wait already
   * @throws the signal's reason, when it aborts while waiting
   */
  enter(signal?: AbortSignal): Promise<() => void>;
}

export function createParserGate(
  limits: { readonly runningCountMax: number; readonly waitingCountMax: number },
): ParserGate {
  const waiting: (() => void)[] = [];
  let runningCount = 0;

  return { enter };

  async function enter(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (runningCount < limits.runningCountMax) runningCount++;
    else await turn(signal);
    let hasLeft = false;
    return () => {
      if (!hasLeft) leave();
      hasLeft = true;
    };
  }

  /** The one who leaves hands the place over, so that nobody slips in between. */
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) runningCount--;
    else next();
  }

  function turn(signal: AbortSignal | undefined): Promise<void> {
    if (waiting.length >= limits.waitingCountMax) {
      return Promise.reject(new SheetParserBusyError(waiting.length));
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(next), 1);
        reject(signal?.reason);
      };
      const next = () => {
        signal?.removeEventListener("abort", giveUp);
        resolve();
      };
      waiting.push(next);
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  }
}
