import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { FAILURES } from "../failures.ts";
import type { Parts } from "../parts.ts";
import type { FailureClass } from "../submission.ts";
import { type AgencyHours, nextOpening } from "./agency_hours.ts";
import type { NoClaim } from "./claim.ts";
import { addItemEvent } from "./item_event.ts";
import { withJitter } from "./jitter.ts";
import type { Notices } from "./notices.ts";

type ParkParts = Pick<Parts, "kernel"> & { readonly notices: Notices };

/** A person who does not come back within this lets the item end. */
const CONFIRM_AGAIN_MS = 24 * 3_600_000;
const AFTER_BREAKER_MS = 2_000;

/** Moves an item aside that cannot be worked now, with the reason and the next time. */
export async function park({ kernel, notices }: ParkParts, claim: NoClaim): Promise<void> {
  await kernel.transaction(async (tx) => {
    if (claim.outcome === "bundleEnded") {
      return await askAgain({ tx, kernel, notices }, claim.item.submissionId);
    }
    const now = kernel.clock.now();
    const agency = await agencyOf(tx, claim);
    if (agency === undefined) return;
    const isClosed = claim.outcome === "closed";
    const breakerEndMs = agency.breaker_open_until?.getTime() ?? now.getTime();
    const nextAt = isClosed
      ? nextOpening(agency, now)
      : new Date(breakerEndMs + withJitter(AFTER_BREAKER_MS));
    const failureClass = isClosed ? "agencyClosed" : "agencyDown";
    await wait({ tx, kernel }, { claim, nextAt, failureClass });
  });
}

/** The sealed bundle ended: whatever waits for it asks the person once more. */
async function askAgain(
  { tx, kernel, notices }: ParkParts & { tx: Transaction },
  submissionId: string,
): Promise<void> {
  const now = kernel.clock.now();
  const { rows } = await sql<{ id: string; attempt_number: number; document_name: string }>`
    update submission.item
    set state = 'authWait', failure_class = 'confirmAgain', failure_code = '',
      failure_text = ${FAILURES.confirmAgain.text}, retryable = true, next_at = null,
      two_way_sealed = null, auth_confirmed_at = null, auth_ask_count = 0,
      auth_expires_at = ${new Date(now.getTime() + CONFIRM_AGAIN_MS)}, version = version + 1
    where submission_id = ${submissionId}::uuid
      and (state in ('queued', 'waitingAgency')
        or (state = 'authWait' and auth_confirmed_at is not null))
      and not exists (select 1 from submission.bundle b
        where b.submission_id = ${submissionId}::uuid and b.expires_at > ${now})
    returning id, attempt_number, document_name`.execute(tx);
  for (const item of rows) {
    await addItemEvent({ tx, kernel }, {
      item_id: item.id,
      attempt_number: item.attempt_number,
      state: "authWait",
      failure_class: "confirmAgain",
    });
  }
  const [first] = rows;
  if (first === undefined) return;
  await notices.failed(tx, {
    submissionId,
    documentName: first.document_name,
    class: "confirmAgain",
  });
}

async function wait(
  { tx, kernel }: Pick<Parts, "kernel"> & { tx: Transaction },
  { claim, nextAt, failureClass }: { claim: NoClaim; nextAt: Date; failureClass: FailureClass },
): Promise<void> {
  const { rows } = await sql<{ attempt_number: number }>`
    update submission.item
    set state = 'waitingAgency', failure_class = ${failureClass}, failure_code = '',
      failure_text = ${FAILURES[failureClass].text}, next_at = ${nextAt}, version = version + 1
    where submission_id = ${claim.item.submissionId}::uuid and id = ${claim.item.id}::uuid
      and state in ('queued', 'waitingAgency') and next_at <= ${kernel.clock.now()}
    returning attempt_number`.execute(tx);
  const [item] = rows;
  if (item === undefined) return;
  await addItemEvent({ tx, kernel }, {
    item_id: claim.item.id,
    attempt_number: item.attempt_number,
    state: "waitingAgency",
    failure_class: failureClass,
  });
}

async function agencyOf(
  tx: Transaction,
  { item }: NoClaim,
): Promise<AgencyHours & { breaker_open_until: Date | null } | undefined> {
  const { rows } = await sql<AgencyHours & { breaker_open_until: Date | null }>`
    select coalesce(t.opens_at, a.opens_at) as "opensAt",
      coalesce(t.closes_at, a.closes_at) as "closesAt", a.breaker_open_until
    from submission.item i
    join submission.document_type t on t.code = i.document_code
    join submission.agency a on a.code = i.agency_code
    where i.submission_id = ${item.submissionId}::uuid and i.id = ${item.id}::uuid`.execute(tx);
  return rows[0];
}
