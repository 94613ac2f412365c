import type { Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import type { DamageKind, Findings } from "./damage.ts";

/** Findings of one kind that are read; a ledger that is this wrong is not mended line by line. */
const ROWS_MAX = 1_000;

interface Check {
  readonly kind: DamageKind;
  /** Yields `id text, detail text` for whatever is wrong. */
  readonly rows: RawBuilder<{ id: string; detail: string }>;
}

/** What each account should hold, by its postings alone. */
const SUMS = sql`(
  select id, sum(delta) as sum from (
    select from_id as id, -amount as delta from ledger.posting
    union all
    select to_id, amount from ledger.posting
  ) as sides group by id
)`;

const CHECKS: readonly Check[] = [
  {
    kind: "postingUnsound",
    rows: sql`
      select p.id::text, case
          when f.id is null or t.id is null then 'one of its accounts is not there'
          when f.unit <> t.unit then 'its accounts count ' || f.unit || ' and ' || t.unit
          else 'it moves ' || p.amount || ' from ' || p.from_id || ' to ' || p.to_id
        end as detail
      from ledger.posting p
      left join ledger.account f on f.id = p.from_id left join ledger.account t on t.id = p.to_id
      where f.id is null or t.id is null or f.unit <> t.unit or p.amount <= 0
        or p.from_id = p.to_id`,
  },
  {
    kind: "balanceWrong",
    rows: sql`
      select a.id::text,
        'it stores ' || a.posted || ', its postings make ' || coalesce(s.sum, 0) as detail
      from ledger.account a left join ${SUMS} as s on s.id = a.id
      where a.posted <> case a.balance_kind when 'stored' then coalesce(s.sum, 0) else 0 end`,
  },
  {
    kind: "balanceWrong",
    rows: sql`
      select id::text, 'it holds ' || posted || ' and has reserved ' || reserved_out as detail
      from ledger.account where not may_be_negative and posted < reserved_out`,
  },
  {
    kind: "unitNotZero",
    rows: sql`
      select a.unit as id, 'its accounts add up to '
          || sum(case a.balance_kind when 'stored' then a.posted else coalesce(s.sum, 0) end) as detail
      from ledger.account a left join ${SUMS} as s on s.id = a.id
      group by a.unit
      having sum(case a.balance_kind when 'stored' then a.posted else coalesce(s.sum, 0) end) <> 0`,
  },
  {
    kind: "balanceWrong",
    rows: sql`
      select a.id::text,
        'it has reserved ' || a.reserved_out || ', its reservations hold ' || coalesce(r.sum, 0)
          as detail
      from ledger.account a left join (
        select from_id, sum(amount) as sum from ledger.reservation where state = 'held'
        group by from_id
      ) as r on r.from_id = a.id
      where a.reserved_out <> case a.balance_kind when 'stored' then coalesce(r.sum, 0) else 0 end`,
  },
  {
    kind: "reservationWrong",
    rows: sql`
      select r.id::text, 'it was posted, but not as it says' as detail
      from ledger.reservation r left join ledger.posting p on p.id = r.id
      where r.state = 'posted' and (r.from_id, r.to_id, r.posted_amount, r.purpose, r.reference)
        is distinct from (p.from_id, p.to_id, p.amount, p.purpose, p.reference)`,
  },
  {
    kind: "reversalWrong",
    rows: sql`
      select r.id::text, 'it does not undo ' || r.reverses_id as detail
      from ledger.posting r left join ledger.posting o on o.id = r.reverses_id
      where r.reverses_id is not null
        and (r.from_id, r.to_id, r.amount) is distinct from (o.to_id, o.from_id, o.amount)`,
  },
  {
    kind: "reversalWrong",
    rows: sql`
      select reverses_id::text as id, 'it is undone ' || count(*) || ' times' as detail
      from ledger.posting where reverses_id is not null group by reverses_id having count(*) > 1`,
  },
  {
    kind: "lotWrong",
    rows: sql`
      select l.id::text,
        'it has ' || l.left_amount || ' left, its moves make ' || coalesce(m.sum, 0) as detail
      from ledger.lot l left join (
        select lot_id, sum(amount) as sum from ledger.lot_move group by lot_id
      ) as m on m.lot_id = l.id
      where l.left_amount <> coalesce(m.sum, 0)`,
  },
  {
    kind: "lotWrong",
    rows: sql`
      select a.id::text, 'the account holds ' || a.posted || ', its lots ' || coalesce(l.sum, 0)
        as detail
      from ledger.account a left join (
        select account_id, sum(left_amount) as sum from ledger.lot group by account_id
      ) as l on l.account_id = a.id
      where coalesce(l.sum, 0) <> case when a.has_lots then a.posted else 0 end`,
  },
  {
    kind: "lotWrong",
    rows: sql`
      select m.posting_id::text as id, 'the posting moved other amounts in lots' as detail
      from ledger.lot_move m join ledger.lot l on l.id = m.lot_id
      left join ledger.posting p on p.id = m.posting_id
      group by m.posting_id, l.account_id, p.id
      having sum(m.amount) is distinct from
        case l.account_id when p.from_id then -p.amount when p.to_id then p.amount end`,
  },
];

/** Adds everything up anew: units, balances, reservations, reversals and lots. */
export async function checkBooks(tx: Transaction, findings: Findings): Promise<void> {
  for (const { kind, rows } of CHECKS) {
    const { rows: found } = await sql<{ id: string; detail: string }>`
      select * from (${rows}) as found order by id limit ${sql.raw(String(ROWS_MAX))}`.execute(tx);
    for (const { id, detail } of found) findings.add(kind, id, detail);
  }
}
