import type { WebhookTarget } from "../delivery/post_document.ts";
import { postDocument } from "../delivery/post_document.ts";
import type { RecordDelivery } from "../delivery/record_delivery.ts";
import type { Parts } from "../parts.ts";
import { askAgency } from "./ask_agency.ts";
import { countAgencySuccess } from "./breaker.ts";
import { type Claim, leaseMarginSeconds } from "./claim.ts";
import type { Gate } from "./gate.ts";
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

type WorkParts = Parts & FailureParts & {
  readonly recordDelivery: RecordDelivery;
  readonly handOvers: Gate;
};

/** One claimed item from the agency's door to the institution's. */
export function createWorkItem(parts: WorkParts): WorkItem {
  const { kernel, settings } = parts;
  const { clock } = kernel;
  const issue = createIssuer(parts);

  return async (claim, { claimedAtMs, notBeforeMs }) => {
    await pauseUntil(notBeforeMs);
    const askedAtMs = clock.monotonic();
    if (askedAtMs - claimedAtMs > leaseMarginSeconds(settings) * 1_000) {
      const failure = { class: "transient", code: "MARU-LATE", text: "begun too late" } as const;
      await recordFailure(parts, claim, failure);
      return { askedAtMs };
    }
    const { answer, residentNumber } = await askAgency(parts, claim);
    kernel.metrics.observe(
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

  async function recordIssued(
    claim: Claim,
    answer: IssuedAnswer,
    residentNumber: string | undefined,
  ): Promise<Pick<WorkedItem, "handOver">> {
    const issued = await issue(claim, answer, residentNumber);
    if (issued.kind === "damaged") {
      const { code, text } = issued;
      await recordFailure(parts, claim, { class: "damagedDocument", code, text });
      return {};
    }
    if (issued.kind === "notOurs") {
      kernel.metrics.count("maru_lease_losses_total", "Results that came too late", {
        agency: claim.item.agency,
      });
      return {};
    }
    kernel.metrics.count("maru_documents_total", "Documents issued", { agency: claim.item.agency });
    if (claim.agencyFailureCount > 0 || claim.isSuccessOld) {
      await countAgencySuccess(parts, claim.item.agency);
    }
    if (issued.isFinished) {
      await kernel.transaction((tx) => parts.notices.finished(tx, claim.submission.id));
    }
    if (issued.handOver === undefined) return {};
    await parts.handOvers.enter();
    return { handOver: handOver(claim, issued.handOver) };
  }

  /** A failure here is not lost: the delivery stays pending and is taken up when its lock ends. */
  async function handOver(
    claim: Claim,
    { target, deliveryId, body }: { target: WebhookTarget; deliveryId: string; body: string },
  ): Promise<void> {
    try {
      const outcome = await postDocument(parts, { target, deliveryId, body });
      const submissionId = claim.submission.id;
      await parts.recordDelivery({ deliveryId, submissionId, outcome, isManual: false });
    } catch (error) {
      kernel.log.error("cannot hand a document over", {
        delivery: deliveryId,
        error: error instanceof Error ? error.message : "unknown",
      });
    } finally {
      parts.handOvers.leave();
    }
  }

  async function pauseUntil(atMs: number): Promise<void> {
    const waitMs = atMs - clock.monotonic();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}
