import { SheetParserBusyError } from "../errors.ts";

/**
 * Lets some in at once, of one owner one at a time; the others wait in the order in which they came,
 * but nobody waits for an owner's second file behind the first.
 */
export interface ParserGate {
  /**
   * Resolves with what to call once at the end, when there is room.
   *
   * @throws {SheetParserBusyError} when too many wait already, of all or of this owner
   * @throws the signal's reason, when it aborts while waiting
   */
  enter(by?: { readonly signal?: AbortSignal; readonly owner?: string }): Promise<() => void>;
}

interface Waiting {
  readonly owner: string | undefined;
  readonly begin: () => void;
}

export function createParserGate(
  limits: {
    readonly runningCountMax: number;
    readonly waitingCountMax: number;
    /** So that one owner does not take all the places to wait in. */
    readonly waitingPerOwnerMax?: number;
  },
): ParserGate {
  const { runningCountMax, waitingCountMax, waitingPerOwnerMax = waitingCountMax } = limits;
  const waiting: Waiting[] = [];
  const runningOwners = new Set<string>();
  let runningCount = 0;

  return { enter };

  async function enter(
    { signal, owner }: { readonly signal?: AbortSignal; readonly owner?: string } = {},
  ): Promise<() => void> {
    signal?.throwIfAborted();
    if (mayRun(owner)) begin(owner);
    else await turn(signal, owner);
    let hasLeft = false;
    return () => {
      if (!hasLeft) leave(owner);
      hasLeft = true;
    };
  }

  function mayRun(owner: string | undefined): boolean {
    return runningCount < runningCountMax && !(owner !== undefined && runningOwners.has(owner));
  }

  function begin(owner: string | undefined): void {
    runningCount++;
    if (owner !== undefined) runningOwners.add(owner);
  }

  /** The one who leaves hands the place over, so that nobody slips in between. */
  function leave(owner: string | undefined): void {
    runningCount--;
    if (owner !== undefined) runningOwners.delete(owner);
    const at = waiting.findIndex((each) => mayRun(each.owner));
    if (at >= 0) waiting.splice(at, 1).forEach((next) => next.begin());
  }

  function turn(signal: AbortSignal | undefined, owner: string | undefined): Promise<void> {
    const ownCount = waiting.filter((each) => owner !== undefined && each.owner === owner).length;
    if (waiting.length >= waitingCountMax || ownCount >= waitingPerOwnerMax) {
      return Promise.reject(new SheetParserBusyError(waiting.length));
    }
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(next), 1);
        reject(signal?.reason);
      };
      const next: Waiting = {
        owner,
        begin() {
          signal?.removeEventListener("abort", giveUp);
          begin(owner);
          resolve();
        },
      };
      waiting.push(next);
      signal?.addEventListener("abort", giveUp, { once: true });
    });
  }
}
