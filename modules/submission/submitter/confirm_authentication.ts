import { sql } from "kysely";
import { ItemNotFoundError, ItemStateError } from "../errors.ts";
import { addItemEvent } from "../pipeline/item_event.ts";
import type { SubmitterDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";
import { enqueueLanes, type SubmitParts } from "./submit.ts";

interface WaitingItem {
  certificate_fingerprint: string;
  agency_code: string;
  attempt_number: number;
  state: string;
  two_way_sealed: string | null;
  auth_expires_at: Date | null;
  auth_confirmed_at: Date | null;
}

/** The person says that the step on the phone is done: the agency is asked to go on. */
export function createConfirmAuthentication(
  parts: SubmitParts,
): SubmitterDesk["confirmAuthentication"] {
  const { kernel } = parts;
  return async (session, { submissionId, itemId }) => {
    if (!isUuid(submissionId) || !isUuid(itemId)) throw new ItemNotFoundError(itemId);
    await kernel.transaction(async (tx) => {
      const now = kernel.clock.now();
      const { rows } = await sql<WaitingItem>`
        select i.certificate_fingerprint, i.agency_code, i.attempt_number, i.state,
          i.two_way_sealed, i.auth_expires_at, i.auth_confirmed_at
        from submission.item i join submission.submission s on s.id = i.submission_id
        where i.submission_id = ${submissionId}::uuid and i.id = ${itemId}::uuid
          and s.submitter_id = ${session.submitterId}::uuid
        for no key update of i`.execute(tx);
      const [item] = rows;
      if (item === undefined) throw new ItemNotFoundError(itemId);
      // A second press while the first is under way, or after it went through, changes nothing.
      if (item.auth_confirmed_at !== null || item.state === "running") return;
      const isOpen = item.state === "authWait" && item.two_way_sealed !== null &&
        item.auth_expires_at !== null && item.auth_expires_at > now;
      if (!isOpen) throw new ItemStateError(itemId, item.state, "confirm");
      await sql`
        update submission.item
        set auth_confirmed_at = ${now}, next_at = ${now}, version = version + 1
        where submission_id = ${submissionId}::uuid and id = ${itemId}::uuid`.execute(tx);
      await addItemEvent({ tx, kernel }, {
        item_id: itemId,
        attempt_number: item.attempt_number,
        state: "authWait",
        detail: "confirmed by the person",
      });
      await enqueueLanes(parts, tx, {
        certificate: item.certificate_fingerprint,
        agencies: [item.agency_code],
      });
    });
  };
}
