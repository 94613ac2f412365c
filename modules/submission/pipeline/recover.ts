import { sql } from "kysely";
import { FAILURES } from "../failures.ts";
import type { Parts } from "../parts.ts";
import type { FailureClass } from "../submission.ts";
import { finishIfEnded } from "./end_items.ts";
import { addItemEvent } from "./item_event.ts";
import type { Notices } from "./notices.ts";

type RecoverParts = Pick<Parts, "kernel"> & { readonly notices: Notices };

interface ItemRow {
  submission_id: string;
  id: string;
  attempt_number: number;
  document_name: string;
}

/** A document that takes every worker with it is ours to look at. */
const RECOVERY_COUNT_MAX = 30;
const BATCH_SIZE_MAX = 200;

/**
 * Running items whose lease ran out: their worker died, or lost its database. They begin anew; a
 * half-done extra step is over with the login that it belonged to.
 */
export async function recoverLost({ kernel, notices }: RecoverParts): Promise<number> {
  return await kernel.transaction(async (tx) => {
    const { rows } = await sql<ItemRow>`
      update submission.item i
      set state = 'queued', next_at = ${kernel.clock.now()}, recovery_count = recovery_count + 1,
        two_way_sealed = null, auth_expires_at = null, auth_confirmed_at = null,
        auth_ask_count = 0, version = version + 1
      where (i.submission_id, i.id) in (
        select r.submission_id, r.id from submission.item r
        where r.state = 'running' and r.recovery_count < ${RECOVERY_COUNT_MAX}
          and not exists (select 1 from submission.lease l
            where l.certificate_fingerprint = r.certificate_fingerprint
              and l.agency_code = r.agency_code and l.item_id = r.id
              and l.expires_at > clock_timestamp())
        order by r.submission_id, r.id limit ${BATCH_SIZE_MAX} for no key update skip locked)
      returning i.submission_id, i.id, i.attempt_number, i.document_name`.execute(tx);
    for (const item of rows) {
      await addItemEvent({ tx, kernel }, {
        item_id: item.id,
        attempt_number: item.attempt_number,
        state: "queued",
        detail: "the worker was lost",
      });
    }
    if (rows.length === 0) await failHopeless({ kernel, notices });
    return rows.length;

    async function failHopeless(parts: RecoverParts): Promise<void> {
      const { rows: hopeless } = await sql<ItemRow>`
        select i.submission_id, i.id, i.attempt_number, i.document_name from submission.item i
        where i.state = 'running' and i.recovery_count >= ${RECOVERY_COUNT_MAX}
          and not exists (select 1 from submission.lease l
            where l.certificate_fingerprint = i.certificate_fingerprint
              and l.agency_code = i.agency_code and l.item_id = i.id
              and l.expires_at > clock_timestamp())
        limit ${BATCH_SIZE_MAX} for no key update skip locked`.execute(tx);
      for (const item of hopeless) await failItem({ ...parts, tx }, item, "ourFault");
    }
  });
}

/** Extra steps and confirmations that nobody did in time. */
export async function expireAuthentications({ kernel, notices }: RecoverParts): Promise<number> {
  return await kernel.transaction(async (tx) => {
    const { rows } = await sql<ItemRow & { failure_class: FailureClass | null }>`
      select submission_id, id, attempt_number, document_name, failure_class
      from submission.item
      where state = 'authWait' and auth_expires_at <= ${kernel.clock.now()}
      order by submission_id, id limit ${BATCH_SIZE_MAX} for no key update skip locked`.execute(tx);
    for (const item of rows) {
      const isStep = item.failure_class === "extraAuthentication";
      const failureClass = isStep ? "extraAuthenticationExpired" : "confirmAgain";
      await failItem({ kernel, notices, tx }, item, failureClass);
    }
    return rows.length;
  });
}

async function failItem(
  { tx, kernel, notices }: RecoverParts & { tx: Parameters<Notices["finished"]>[0] },
  item: ItemRow,
  failureClass: FailureClass,
): Promise<void> {
  await sql`
    update submission.item
    set state = 'failed', failure_class = ${failureClass}, failure_code = '',
      failure_text = ${FAILURES[failureClass].text}, retryable = true, next_at = null,
      finished_at = ${kernel.clock.now()}, failure_count = failure_count + 1,
      two_way_sealed = null, auth_expires_at = null, auth_confirmed_at = null,
      auth_ask_count = 0, version = version + 1
    where submission_id = ${item.submission_id}::uuid and id = ${item.id}::uuid`.execute(tx);
  await addItemEvent({ tx, kernel }, {
    item_id: item.id,
    attempt_number: item.attempt_number,
    state: "failed",
    failure_class: failureClass,
  });
  const { submission_id: submissionId, document_name: documentName } = item;
  await notices.failed(tx, { submissionId, documentName, class: failureClass });
  await finishIfEnded({ tx, kernel, notices }, submissionId);
}
