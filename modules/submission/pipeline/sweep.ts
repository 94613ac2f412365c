import { sql } from "kysely";
import { DELIVERY_QUEUE } from "../delivery/delivery_queue.ts";
import type { Parts } from "../parts.ts";
import { LANE_QUEUE, laneKey } from "./lane.ts";
import type { Notices } from "./notices.ts";
import { expireAuthentications, recoverLost } from "./recover.ts";

const LANE_COUNT_MAX = 500;
const DELIVERY_COUNT_MAX = 200;
const UNTOLD_COUNT_MAX = 50;

/**
 * Looks every two seconds for what is due and nobody is at: the rows are the truth, and a job that
 * was lost with its process is made again from them.
 */
export function createSweep(
  parts: Pick<Parts, "kernel"> & { readonly notices: Notices },
): () => Promise<void> {
  return async () => {
    await recoverLost(parts);
    await expireAuthentications(parts);
    await wakeLanes(parts);
    await wakeDeliveries(parts);
    await tellFinished(parts);
  };
}

/** No more lanes of an agency than it has places free; the others are taken up as those end. */
async function wakeLanes({ kernel }: Pick<Parts, "kernel">): Promise<void> {
  const { rows } = await sql<{ certificate: string; agency: string }>`
    select lane.certificate, a.code as agency
    from submission.agency a
    cross join lateral (
      select i.certificate_fingerprint as certificate, min(i.id::text) as first_item
      from submission.item i
      where i.agency_code = a.code and i.state in ('queued', 'waitingAgency', 'authWait')
        and i.next_at <= ${kernel.clock.now()}
        and not exists (select 1 from submission.lease l
          where l.certificate_fingerprint = i.certificate_fingerprint
            and l.agency_code = i.agency_code and l.expires_at > clock_timestamp()
            and (l.item_id is distinct from i.id or i.state <> 'authWait'))
      group by i.certificate_fingerprint
      order by first_item
      limit a.parallel_max) lane
    limit ${LANE_COUNT_MAX}`.execute(kernel.database.db);
  if (rows.length === 0) return;
  await kernel.transaction(async (tx) => {
    for (const lane of rows) {
      await kernel.jobs.enqueue(tx, LANE_QUEUE, lane, { singletonKey: laneKey(lane) });
    }
  });
}

async function wakeDeliveries({ kernel }: Pick<Parts, "kernel">): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from submission.delivery
    where state = 'pending' and next_at <= ${kernel.clock.now()}
      and (locked_until is null or locked_until < clock_timestamp())
    order by next_at limit ${DELIVERY_COUNT_MAX}`.execute(kernel.database.db);
  if (rows.length === 0) return;
  await kernel.transaction(async (tx) => {
    for (const { id } of rows) {
      const data = { deliveryId: id, isManual: false };
      await kernel.jobs.enqueue(tx, DELIVERY_QUEUE, data, { singletonKey: id });
    }
  });
}

/** A process that died between the end of a submission and its message. */
async function tellFinished(
  { kernel, notices }: Pick<Parts, "kernel"> & { notices: Notices },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from submission.submission
    where state = 'finished' and notified_round < round
    order by finished_at limit ${UNTOLD_COUNT_MAX}`.execute(kernel.database.db);
  for (const { id } of rows) await kernel.transaction((tx) => notices.finished(tx, id));
}
