import { sql } from "kysely";
import type { Parts } from "../parts.ts";

/** What goes in one round; a minute later comes the next. */
const COUNT_MAX = 5_000;
/**
 * A person may ask again for a document that failed without typing everything anew; but no longer
 * than the law gives for destruction (표준 개인정보 보호지침 제10조: 5일 이내).
 */
const INPUTS_KEPT_DAYS = 5;

/** Bundles for the agencies whose thirty minutes are over, used or not. */
export async function destroyBundles({ kernel }: Pick<Parts, "kernel">): Promise<number> {
  const { rows } = await sql`
    delete from submission.bundle where submission_id in (
      select submission_id from submission.bundle where expires_at <= ${kernel.clock.now()}
      order by expires_at limit ${COUNT_MAX} for update skip locked)
    returning submission_id`.execute(kernel.database.db);
  return rows.length;
}

/** What was typed for documents that are done, or that failed and were not asked for again. */
export async function destroyInputs({ kernel }: Pick<Parts, "kernel">): Promise<number> {
  const { rows } = await sql`
    update submission.item set inputs_sealed = null
    where (submission_id, id) in (
      select i.submission_id, i.id from submission.item i
      join submission.submission s on s.id = i.submission_id
      where i.inputs_sealed is not null and s.state = 'finished'
        and (i.state in ('delivered', 'notProvided') or i.finished_at <=
          ${kernel.clock.now()}::timestamptz - make_interval(days => ${INPUTS_KEPT_DAYS}::integer))
      limit ${COUNT_MAX} for no key update of i skip locked)
    returning id`.execute(kernel.database.db);
  return rows.length;
}

/** What agencies wanted back for an extra step, once there is no step to do any more. */
export async function destroyTwoWay({ kernel }: Pick<Parts, "kernel">): Promise<number> {
  const { rows } = await sql`
    update submission.item set two_way_sealed = null
    where (submission_id, id) in (
      select i.submission_id, i.id from submission.item i
      where i.two_way_sealed is not null
        and i.state in ('issued', 'delivered', 'notProvided', 'failed')
      limit ${COUNT_MAX} for no key update skip locked)
    returning id`.execute(kernel.database.db);
  return rows.length;
}
