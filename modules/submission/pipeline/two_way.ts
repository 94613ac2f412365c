import { sql } from "kysely";
import type { AgencyAnswer } from "../agency_connector.ts";
import { FAILURES } from "../failures.ts";
import type { Claim } from "./claim.ts";
import { addItemEvent } from "./item_event.ts";
import { holdLease } from "./lease.ts";
import { type FailureParts, recordFailure } from "./record_failure.ts";
import { twoWayPlace } from "./sealed_places.ts";

/** The agency's session dies after 4 min 30 s, whatever the gateway says. */
const LIFE_SECONDS_MAX = 270;
const LEASE_MARGIN_SECONDS = 5;
/** A third ask before the approval would end the step at the agency (CF-12872). */
const ASK_COUNT_MAX = 2;

/**
 * The agency wants an extra step on the phone (추가인증): the item waits for the person, and keeps
 * its lease, because the login at the agency is half done. A second "not yet" ends the step.
 */
export async function recordTwoWay(
  parts: FailureParts,
  claim: Claim,
  answer: Extract<AgencyAnswer, { kind: "twoWay" }>,
): Promise<void> {
  const { kernel } = parts;
  const { item } = claim;
  if (claim.twoWaySealed !== null && item.authAskCount >= ASK_COUNT_MAX) {
    return await recordFailure(parts, claim, {
      class: "extraAuthenticationExpired",
      code: "MARU-NOT-APPROVED",
      text: "not approved when asked for the last time",
    });
  }
  const lifeSeconds = Math.min(Math.max(1, answer.lifeSeconds), LIFE_SECONDS_MAX);
  const sealed = await kernel.sealing.seal(twoWayPlace(item.id), JSON.stringify(answer.twoWay));
  await kernel.transaction(async (tx) => {
    if (!await holdLease(tx, claim, { untilItsEnd: true })) return;
    const now = kernel.clock.now();
    await sql`
      update submission.lease
      set item_id = ${item.id}::uuid,
        expires_at = clock_timestamp() + make_interval(secs => ${
      lifeSeconds + LEASE_MARGIN_SECONDS
    }::integer)
      where certificate_fingerprint = ${item.certificate} and agency_code = ${item.agency}`
      .execute(tx);
    const { rows } = await sql<{ auth_expires_at: Date }>`
      update submission.item
      set state = 'authWait', failure_class = 'extraAuthentication', failure_code = '',
        failure_text = ${FAILURES.extraAuthentication.text}, two_way_sealed = ${sealed},
        auth_expires_at = coalesce(auth_expires_at,
          ${new Date(now.getTime() + lifeSeconds * 1_000)}::timestamptz),
        auth_confirmed_at = null, next_at = null, version = version + 1
      where submission_id = ${item.submissionId}::uuid and id = ${item.id}::uuid
      returning auth_expires_at`.execute(tx);
    await addItemEvent({ tx, kernel }, {
      item_id: item.id,
      attempt_number: item.attemptNumber,
      state: "authWait",
      failure_class: "extraAuthentication",
    });
    await parts.notices.authentication(tx, {
      submissionId: item.submissionId,
      itemId: item.id,
      documentName: item.documentName,
      agency: await agencyName(tx, item.agency),
      until: rows[0]!.auth_expires_at,
    });
  });
}

async function agencyName(
  tx: Parameters<typeof holdLease>[0],
  code: string,
): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from submission.agency where code = ${code}`.execute(tx);
  return rows[0]?.name ?? code;
}
