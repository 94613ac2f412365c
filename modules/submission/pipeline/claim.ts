import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { SubmitterType } from "@maru/auth";
import type { SubmissionSettings } from "../settings.ts";
import type { DocumentSource } from "../tables.ts";
import { createBatcher } from "./batcher.ts";
import type { Lane } from "./lane.ts";

/** Which item, wherever the claim ended. */
export interface ClaimedKey extends Lane {
  readonly id: string;
  readonly submissionId: string;
}

/** An item that is ours for as long as its fencing token is the lease's. */
export interface Claim {
  readonly outcome: "claimed";
  readonly token: string;
  readonly item: ClaimedKey & {
    readonly documentCode: string;
    readonly documentName: string;
    readonly periodFrom: string | null;
    readonly periodTo: string | null;
    readonly periodLabel: string;
    readonly dataOnly: boolean;
    readonly hasPdf: boolean;
    readonly attemptNumber: number;
    readonly retryCount: number;
    readonly recoveryCount: number;
    readonly authAskCount: number;
  };
  readonly submission: {
    readonly id: string;
    readonly institutionId: string;
    readonly productSlug: string;
    readonly productName: string;
    readonly reference: string;
    readonly round: number;
    readonly sessionId: string;
    readonly submitterType: SubmitterType;
    readonly subjectName: string;
    readonly businessNumber: string | null;
    readonly clientName: string | null;
    readonly clientBusinessNumber: string | null;
  };
  readonly sources: readonly DocumentSource[];
  readonly bundleSealed: string;
  readonly inputsSealed: string | null;
  readonly twoWaySealed: string | null;
  readonly agencyFailureCount: number;
  /** The agency's row should hear of a success: its last one is older than ten seconds. */
  readonly isSuccessOld: boolean;
}

/** The next item cannot be worked now; `parked` kinds must be moved aside, the others wait. */
export interface NoClaim {
  readonly outcome: "closed" | "breakerOpen" | "bundleEnded" | "full" | "busy";
  readonly item: ClaimedKey;
}

export interface ClaimRequest extends Lane {
  /** Take another certificate's item of the agency when the lane itself has none. */
  readonly mayRoam: boolean;
}

export type Claims = (request: ClaimRequest) => Promise<Claim | NoClaim | undefined>;

interface ClaimRow {
  n: number;
  outcome: Claim["outcome"] | NoClaim["outcome"];
  token: bigint | null;
  item: Claim["item"];
  submission: Claim["submission"];
  source: DocumentSource[];
  bundle_sealed: string;
  inputs_sealed: string | null;
  two_way_sealed: string | null;
  agency_failure_count: number;
  agency_success_is_old: boolean;
}

const BATCH_SIZE_MAX = 64;

/**
 * After a crash the agency may still hold our login, so a lease outlives the agency's time limit
 * by this much: the spacing before the call, and the pauses of a busy process. A call that cannot
 * begin inside it is not made.
 */
export function leaseMarginSeconds(settings: SubmissionSettings): number {
  return Math.ceil(settings.agencySpacingMs / 1_000) +
    (settings.agencyTimeoutSeconds < 30 ? 2 : 10);
}

/** Takes items with their leases, many lanes in one statement; see `submission.claim_items`. */
export function createClaims(
  { kernel, settings, holder }: { kernel: Kernel; settings: SubmissionSettings; holder: string },
): Claims {
  return createBatcher({
    sizeMax: BATCH_SIZE_MAX,
    async run(requests: readonly ClaimRequest[]) {
      const lanes = requests.map((request, n) => ({ n, event: kernel.uuid(), ...request }));
      const { rows } = await sql<ClaimRow>`
        select * from submission.claim_items(
          ${JSON.stringify(lanes)}::jsonb, ${kernel.clock.now()}, ${holder},
          ${settings.agencyTimeoutSeconds + leaseMarginSeconds(settings)}::integer,
          ${settings.breakerFailureCount}::integer)`.execute(kernel.database.db);
      const byLane = new Map(rows.map((row) => [row.n, claimOf(row)]));
      return requests.map((_, n) => byLane.get(n));
    },
  });
}

function claimOf(row: ClaimRow): Claim | NoClaim {
  if (row.outcome !== "claimed") return { outcome: row.outcome, item: row.item };
  return {
    outcome: "claimed",
    token: String(row.token),
    item: row.item,
    submission: row.submission,
    sources: row.source,
    bundleSealed: row.bundle_sealed,
    inputsSealed: row.inputs_sealed,
    twoWaySealed: row.two_way_sealed,
    agencyFailureCount: row.agency_failure_count,
    isSuccessOld: row.agency_success_is_old,
  };
}
