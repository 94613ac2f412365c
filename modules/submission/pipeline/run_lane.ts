import type { Parts } from "../parts.ts";
import type { Claims, NoClaim } from "./claim.ts";
import { type Lane, laneKey } from "./lane.ts";
import type { WorkItem } from "./work_item.ts";

export type RunLane = (lane: Lane, signal: AbortSignal) => Promise<"done" | "more">;

export interface LaneParts {
  readonly parts: Pick<Parts, "kernel" | "settings">;
  readonly claims: Claims;
  readonly work: WorkItem;
  park(claim: NoClaim): Promise<void>;
}

/** A lane gives its worker back after this, so that a shutdown or a redeployment is not held up. */
const LANE_TIME_MAX_MS = 120_000;
const STEP_COUNT_MAX = 1_000;

/**
 * Works the items of a lane one after another, without a gap, and then those of other lanes of the
 * same agency that wait for a free place. Answers `more` where it stopped before the end.
 */
export function createRunLane({ parts, claims, work, park }: LaneParts): RunLane {
  const { clock } = parts.kernel;

  return async (lane, signal) => {
    const startedAtMs = clock.monotonic();
    const handOvers: Promise<void>[] = [];
    let request = { ...lane, mayRoam: false };
    let last = { key: "", askedAtMs: 0 };
    let end: "done" | "more" = "more";
    for (let step = 0; step < STEP_COUNT_MAX; step++) {
      if (signal.aborted || clock.monotonic() - startedAtMs > LANE_TIME_MAX_MS) break;
      const claimedAtMs = clock.monotonic();
      const claim = await claims(request);
      if (claim === undefined || claim.outcome === "full" || claim.outcome === "busy") {
        end = "done";
        break;
      }
      if (claim.outcome !== "claimed") {
        await park(claim);
        continue;
      }
      const key = laneKey(claim.item);
      const notBeforeMs = key === last.key ? last.askedAtMs + parts.settings.agencySpacingMs : 0;
      const worked = await work(claim, { claimedAtMs, notBeforeMs });
      if (worked.handOver !== undefined) handOvers.push(worked.handOver);
      last = { key, askedAtMs: worked.askedAtMs };
      request = { certificate: claim.item.certificate, agency: lane.agency, mayRoam: true };
    }
    await Promise.all(handOvers);
    return end;
  };
}
