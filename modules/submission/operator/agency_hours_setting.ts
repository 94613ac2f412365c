import { sql } from "kysely";
import { AgencyHoursError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { OperatorDesk } from "../submission.ts";
import { AgencyNotFoundError } from "./agency_not_found_error.ts";

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Changes an agency's hours; documents that waited for its opening are tried at once. */
export function createAgencyHoursSetting(
  { kernel }: Pick<Parts, "kernel">,
): OperatorDesk["saveAgencyHours"] {
  return async ({ code, opensAt, closesAt, actor }) => {
    if (!TIME.test(opensAt) || !TIME.test(closesAt) || opensAt >= closesAt) {
      throw new AgencyHoursError(opensAt, closesAt);
    }
    await kernel.transaction(async (tx) => {
      const { rows } = await sql`
        update submission.agency set opens_at = ${opensAt}, closes_at = ${closesAt}
        where code = ${code} returning code`.execute(tx);
      if (rows.length === 0) throw new AgencyNotFoundError(code);
      await sql`
        update submission.item set next_at = ${kernel.clock.now()}, version = version + 1
        where agency_code = ${code} and state = 'waitingAgency'
          and failure_class = 'agencyClosed'`.execute(tx);
      await kernel.accessLog.record(tx, {
        actor,
        action: "agency.hours",
        subject: `agency:${code}`,
        reason: `${opensAt}–${closesAt}`,
      });
    });
  };
}
