import type { Parts } from "../parts.ts";
import { askAgency } from "./ask_agency.ts";
import { countAgencySuccess } from "./breaker.ts";
import { type Claim, leaseMarginSeconds } from "./claim.ts";
import { beginHandOver, type HandOverParts } from "./hand_over.ts";
import { createIssuer, type IssuedAnswer } from "./issue.ts";
import { type FailureParts, recordFailure } from "./record_failure.ts";
import { recordTwoWay } from "./two_way.ts";

export interface WorkedItem {
  /** Where the agency was really asked: the next call of its login keeps its distance. */
  readonly askedAtMs: number;
  /** The hand-over that runs on; it never throws. */
  readonly handOver?: Promise<void>;
}

export type WorkItem = (
  claim: Claim,
  options: { claimedAtMs: number; notBeforeMs: number },
) => Promise<WorkedItem>;

type WorkParts = Parts & FailureParts & HandOverParts;

/** One claimed item from the agency's door to the institution's. */
export function createWorkItem(parts: WorkParts): WorkItem {
  const { clock, metrics } = parts.kernel;
  const recordIssued = createRecordIssued(parts);

  return async (claim, { claimedAtMs, notBeforeMs }) => {
    const waitMs = notBeforeMs - clock.monotonic();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    const askedAtMs = clock.monotonic();
    // Counted from the claim, as the lease is: the whole of its margin is left when we give up.
    const untilMs = claimedAtMs + parts.settings.agencyTimeoutSeconds * 1_000;
    const isLate = askedAtMs - claimedAtMs > leaseMarginSeconds(parts.settings) * 1_000;
    if (isLate || askedAtMs >= untilMs) {
      const failure = { class: "transient", code: "MARU-LATE", text: "begun too late" } as const;
      await recordFailure(parts, claim, failure);
      return { askedAtMs };
    }
    const { answer, residentNumber } = await askAgency(parts, claim, { untilMs });
    metrics.observe(
      "maru_agency_seconds",
      "How long agencies take to answer",
      (clock.monotonic() - askedAtMs) / 1_000,
      { agency: claim.item.agency, answer: answer.kind },
    );
    if (answer.kind === "failed") await recordFailure(parts, claim, answer);
    else if (answer.kind === "twoWay") await recordTwoWay(parts, claim, answer);
    else return { askedAtMs, ...await recordIssued(claim, answer, residentNumber) };
    return { askedAtMs };
  };
}

function createRecordIssued(
  parts: WorkParts,
): (
  claim: Claim,
  answer: IssuedAnswer,
  residentNumber: string | undefined,
) => Promise<Pick<WorkedItem, "handOver">> {
  const { kernel, notices } = parts;
  const issue = createIssuer(parts);

  return async (claim, answer, residentNumber) => {
    const issued = await issue(claim, answer, residentNumber);
    const { agency } = claim.item;
    if (issued.kind === "damaged") {
      const { code, text } = issued;
      await recordFailure(parts, claim, { class: "damagedDocument", code, text });
      return {};
    }
    if (issued.kind === "notOurs") {
      kernel.metrics.count("maru_lease_losses_total", "Results that came too late", { agency });
      return {};
    }
    kernel.metrics.count("maru_documents_total", "Documents issued", { agency });
    if (claim.agencyFailureCount > 0 || claim.isSuccessOld) {
      await countAgencySuccess(parts, agency);
    }
    const submissionId = claim.submission.id;
    if (issued.isFinished) {
      await kernel.transaction((tx) => notices.finished(tx, submissionId));
    }
    if (issued.handOver === undefined) return {};
    return await beginHandOver(parts, { ...issued.handOver, submissionId });
  };
}
