import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { AgencyAnswer } from "../agency_connector.ts";
import { DUPLICATE_LOGIN_CODE, FAILURES } from "../failures.ts";
import type { Parts } from "../parts.ts";
import type { FailureClass } from "../submission.ts";
import { tables } from "../tables.ts";
import { nextOpening } from "./agency_hours.ts";
import { countAgencyFailure } from "./breaker.ts";
import type { Claim } from "./claim.ts";
import { finishIfEnded } from "./end_items.ts";
import { addItemEvent } from "./item_event.ts";
import { withJitter } from "./jitter.ts";
import { holdLease } from "./lease.ts";
import type { Notices } from "./notices.ts";
import type { EndSession } from "./supersede.ts";

export type AgencyFailure = Omit<Extract<AgencyAnswer, { kind: "failed" }>, "kind">;

export type FailureParts =
  & Pick<Parts, "kernel" | "settings" | "auth">
  & { readonly notices: Notices; readonly endSession: EndSession };

/** A failure of the gateway in front of all agencies: none of them is to blame for it. */
export const GATEWAY_CODE = "MARU-GATEWAY";

const RETRY_COUNT_MAX = 3;
const RETRY_BASE_MS = 2_000;
const DOWN_PAUSE_MS = 15_000;
/** An agency that says it is closed inside its hours is asked again after this. */
const CLOSED_INSIDE_HOURS_MS = 600_000;

type Next =
  | { readonly state: "queued" | "waitingAgency"; readonly nextAt: Date }
  | { readonly state: "failed" };

/**
 * Writes why an item was not issued, if its fencing token is still ours: tried again, waiting for
 * its agency, or failed.
 */
export async function recordFailure(
  parts: FailureParts,
  claim: Claim,
  failure: AgencyFailure,
): Promise<void> {
  const { kernel } = parts;
  const next = await kernel.transaction(async (tx) => {
    const openUntil = await blameAgency({ ...parts, tx }, claim, failure);
    const isOurs = await holdLease(tx, claim, { untilItsEnd: failure.isEndUnknown === true });
    if (!isOurs) return undefined;
    const next = await nextOf({ ...parts, tx }, claim, { failure, openUntil });
    await writeNext({ ...parts, tx }, claim, { failure, next });
    if (failure.class === "duplicateLogin") {
      await parts.auth.submitters.endByAgency(tx, claim.item.certificate);
      await parts.endSession(tx, claim.submission.sessionId);
    }
    if (next.state === "failed") await tell({ ...parts, tx }, claim, failure.class);
    return next;
  });
  report(parts, claim, failure, next);
}

async function blameAgency(
  parts: FailureParts & { tx: Transaction },
  { item }: Claim,
  failure: AgencyFailure,
): Promise<Date | undefined> {
  const isBlocked = failure.class === "agencyBlocked";
  const isToBlame = isBlocked || failure.class === "agencyDown" || failure.isEndUnknown === true;
  if (!isToBlame || failure.code === GATEWAY_CODE) return undefined;
  const reason = `${failure.class} ${failure.code}`;
  return await countAgencyFailure(parts, { agency: item.agency, isBlocked, reason });
}

async function nextOf(
  { tx, kernel }: FailureParts & { tx: Transaction },
  { item }: Claim,
  { failure, openUntil }: { failure: AgencyFailure; openUntil: Date | undefined },
): Promise<Next> {
  const now = kernel.clock.now();
  const after = (ms: number) => new Date(now.getTime() + withJitter(ms));
  const { then } = FAILURES[failure.class];
  if (then === "end") return { state: "failed" };
  if (then === "retry") {
    if (item.retryCount >= RETRY_COUNT_MAX) return { state: "failed" };
    return { state: "queued", nextAt: after(RETRY_BASE_MS * 2 ** item.retryCount) };
  }
  if (failure.class !== "agencyClosed") {
    return { state: "waitingAgency", nextAt: openUntil ?? after(DOWN_PAUSE_MS) };
  }
  const hours = await tables(tx).selectFrom("document_type as t")
    .innerJoin("agency as a", "a.code", "t.agency_code")
    .select((eb) => [
      eb.fn.coalesce("t.opens_at", "a.opens_at").as("opensAt"),
      eb.fn.coalesce("t.closes_at", "a.closes_at").as("closesAt"),
    ])
    .where("t.code", "=", item.documentCode).executeTakeFirstOrThrow();
  const opening = nextOpening(hours, now);
  const isAllDay = hours.opensAt === "00:00" && hours.closesAt === "24:00";
  return { state: "waitingAgency", nextAt: isAllDay ? after(CLOSED_INSIDE_HOURS_MS) : opening };
}

async function writeNext(
  { tx, kernel }: FailureParts & { tx: Transaction },
  { item }: Claim,
  { failure, next }: { failure: AgencyFailure; next: Next },
): Promise<void> {
  const isEnd = next.state === "failed";
  const { text, then, canReissue } = FAILURES[failure.class];
  const code = failure.class === "duplicateLogin" ? DUPLICATE_LOGIN_CODE : failure.code;
  await sql`
    update submission.item
    set state = ${next.state}, failure_class = ${failure.class}, failure_code = ${code},
      failure_text = ${text}, retryable = ${canReissue}, next_at = ${isEnd ? null : next.nextAt},
      finished_at = ${isEnd ? kernel.clock.now() : null},
      retry_count = retry_count + ${then === "retry" ? 1 : 0}::integer,
      failure_count = failure_count + ${isEnd ? 1 : 0}::integer,
      two_way_sealed = null, auth_expires_at = null, auth_confirmed_at = null, auth_ask_count = 0,
      version = version + 1
    where submission_id = ${item.submissionId}::uuid and id = ${item.id}::uuid`.execute(tx);
  await addItemEvent({ tx, kernel }, {
    item_id: item.id,
    attempt_number: item.attemptNumber,
    state: next.state,
    failure_class: failure.class,
    failure_code: failure.code,
    detail: failure.text,
  });
}

async function tell(
  parts: FailureParts & { tx: Transaction },
  { item }: Claim,
  failureClass: FailureClass,
): Promise<void> {
  const { submissionId, documentName } = item;
  await parts.notices.failed(parts.tx, { submissionId, documentName, class: failureClass });
  await finishIfEnded(parts, submissionId);
}

function report(
  { kernel }: FailureParts,
  { item }: Claim,
  failure: AgencyFailure,
  next: Next | undefined,
): void {
  const labels = { agency: item.agency, class: failure.class };
  kernel.metrics.count("maru_item_failures_total", "Answers that issued nothing", labels);
  if (next === undefined) {
    kernel.metrics.count("maru_lease_losses_total", "Results that came too late", {
      agency: item.agency,
    });
  }
  if (failure.class !== "ourFault") return;
  kernel.metrics.count("maru_our_faults_total", "Failures that we must repair", {
    agency: item.agency,
  });
  kernel.log.error("agency refused our request: this is ours to repair", {
    item: item.id,
    document: item.documentCode,
    code: failure.code,
  });
}
