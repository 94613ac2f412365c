import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import type { OperatorDesk } from "../submission.ts";
import { AgencyNotFoundError } from "./agency_not_found_error.ts";

/** Waiting items that go on at once; any others do so at their own time. */
const WAKE_COUNT_MAX = 5_000;

/** Closes an agency's breaker by hand, and lets those go on that waited for it. */
export function createResetAgency({ kernel }: Pick<Parts, "kernel">): OperatorDesk["resetAgency"] {
  return async (agencyCode, actor) => {
    await kernel.transaction(async (tx) => {
      const { rows } = await sql<{ breaker_reason: string | null }>`
        update submission.agency a
        set failure_count = 0, breaker_open_until = null, breaker_reason = null
        from (select code, breaker_reason from submission.agency
          where code = ${agencyCode} for update) before
        where a.code = before.code
        returning before.breaker_reason`.execute(tx);
      const [agency] = rows;
      if (agency === undefined) throw new AgencyNotFoundError(agencyCode);
      await sql`
        update submission.item set next_at = ${kernel.clock.now()}, version = version + 1
        where (submission_id, id) in (
          select w.submission_id, w.id from submission.item w
          where w.agency_code = ${agencyCode} and w.state = 'waitingAgency'
            and w.failure_class in ('agencyDown', 'agencyBlocked')
          order by w.id limit ${WAKE_COUNT_MAX} for no key update skip locked)`.execute(tx);
      await kernel.accessLog.record(tx, {
        actor,
        action: "agency.reset",
        subject: `agency:${agencyCode}`,
        ...(agency.breaker_reason === null ? {} : { reason: agency.breaker_reason }),
      });
    });
  };
}
