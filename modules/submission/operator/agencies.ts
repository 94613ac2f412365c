import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import type { FailureClass, OperatorDesk } from "../submission.ts";
import { type AgencyFigures, healthOf, type WindowFigures } from "./agency_health.ts";

/** What is the agency's own fault. Any other failure is an answer: it works, and said no. */
const FAULTS: readonly FailureClass[] = [
  "agencyDown",
  "agencyBlocked",
  "transient",
  "damagedDocument",
];
/** Failures of a person, a login or an institution say nothing about the agency. */
const UNRELATED: readonly FailureClass[] = [
  "agencyClosed",
  "confirmAgain",
  "deliveryFailed",
  "duplicateLogin",
  "extraAuthentication",
  "extraAuthenticationExpired",
  "ourFault",
];
const WINDOWS_MINUTES = [5, 15, 60];
/** Items that are looked at for each agency: the newest. */
const SAMPLE_COUNT_MAX = 500;

interface AgencyRow extends Omit<AgencyFigures, "windows"> {
  readonly windows: readonly WindowFigures[] | null;
}

/** How every agency does, from what its items went through in the last hour. */
export function createAgencies({ kernel }: Pick<Parts, "kernel">): OperatorDesk["agencies"] {
  return async () => {
    const now = kernel.clock.now();
    const { rows } = await sql<AgencyRow>`
      with touched as (${touchedItems(now)}),
      happened as (
        select t.agency, e.at,
          coalesce(e.failure_class in (${listOf(FAULTS)}), false) as is_fault,
          case when e.failure_class is null then t.seconds end as seconds,
          case when e.failure_class is null then t.expected_seconds end as expected_seconds
        from touched t join submission.item_event e on e.item_id = t.id
        where e.at > ${now}::timestamptz - interval '1 hour' and e.at <= ${now}::timestamptz
          and (e.state in ('delivered', 'notProvided')
            or (e.failure_code is not null and e.failure_class is not null
              and e.failure_class not in (${listOf(UNRELATED)})))),
      figures as (
        select h.agency, w.minutes, count(*) filter (where not h.is_fault)::integer as answered,
          count(*) filter (where h.is_fault)::integer as faults,
          avg(h.seconds)::float8 as seconds, avg(h.expected_seconds)::float8 as expected
        from happened h
        join (values ${sql.join(WINDOWS_MINUTES.map((minutes) => sql`(${minutes}::integer)`))})
          as w(minutes) on h.at > ${now}::timestamptz - make_interval(mins => w.minutes)
        group by h.agency, w.minutes)
      select a.code, a.name, a.opens_at as "opensAt", a.closes_at as "closesAt",
        a.breaker_open_until as "breakerOpenUntil", a.breaker_reason as "breakerReason",
        (select count(*)::integer from submission.item i where i.agency_code = a.code
          and i.state in ('queued', 'waitingAgency', 'authWait')) as "waitingCount",
        (select count(*)::integer from submission.item i where i.agency_code = a.code
          and i.state = 'running') as "runningCount",
        (select jsonb_agg(jsonb_build_object('minutes', f.minutes, 'answeredCount', f.answered,
            'faultCount', f.faults, 'averageSeconds', f.seconds, 'expectedSeconds', f.expected)
            order by f.minutes) from figures f where f.agency = a.code) as windows
      from submission.agency a
      order by (select min(t.position) from submission.document_type t
        where t.agency_code = a.code), a.code`.execute(kernel.database.db);
    return rows.map((row) => healthOf({ ...row, windows: row.windows ?? [] }, now));
  };
}

/** Items that ended in the last hour, and those that are tried again. */
function touchedItems(now: Date) {
  return sql`
    select a.code as agency, i.id, i.seconds, i.expected_seconds
    from submission.agency a cross join lateral (
      (select n.id, extract(epoch from d.issued_at - n.started_at)::float8 as seconds,
          t.expected_seconds
        from submission.item n
        join submission.document_type t on t.code = n.document_code
        left join submission.document d on d.id = n.document_id
        where n.agency_code = a.code and n.source = 'agency'
          and n.finished_at > ${now}::timestamptz - interval '1 hour'
        order by n.finished_at desc limit ${SAMPLE_COUNT_MAX})
      union all
      (select n.id, null, null from submission.item n
        where n.agency_code = a.code and n.state in ('queued', 'waitingAgency', 'authWait')
          and n.failure_class in (${listOf(FAULTS)})
        order by n.id desc limit ${SAMPLE_COUNT_MAX})) i`;
}

function listOf(classes: readonly FailureClass[]) {
  return sql.join(classes.map((failureClass) => sql`${failureClass}`));
}
