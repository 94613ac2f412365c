import type { BusinessDate, Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../parts.ts";
import type { ExchangeLine } from "./exchange_desk.ts";

interface Row {
  readonly date: string;
  readonly rail: Rail;
  readonly bank_code: string;
  readonly bank_name: string;
  readonly registrations_sent: number;
  readonly registrations_answered: number;
  readonly debits_sent: number;
  readonly debits_sent_won: bigint;
  readonly debits_answered: number;
  readonly debits_collected_won: bigint;
}

/** What went to and came from each bank by the day in the file's name (이체송수신현황), newest first. */
export async function exchangeLines(
  kernel: Kernel,
  { from, to, rail, bankCode }: {
    from: BusinessDate;
    to: BusinessDate;
    rail?: Rail;
    bankCode?: string;
  },
): Promise<readonly ExchangeLine[]> {
  const { rows } = await sql<Row>`
    with moved as (
      select f.business_date as date, f.rail, o.bank_code,
        0 as registrations_sent, 0 as registrations_answered,
        count(*) as debits_sent, sum(o.amount_won) as debits_sent_won,
        count(o.resulted_at) as debits_answered,
        coalesce(sum(o.amount_won) filter (where o.state = 'collected'), 0) as debits_collected_won
      from debit.file f join debit.debit_order o on o.file_id = f.id
      where f.business_date between ${from}::date and ${to}::date group by 1, 2, 3
      union all
      select f.business_date, f.rail, r.bank_code, count(*), count(r.resulted_at), 0, 0, 0, 0
      from debit.file f join debit.registration r on r.file_id = f.id
      where f.business_date between ${from}::date and ${to}::date group by 1, 2, 3
    )
    select m.date, m.rail, m.bank_code, b.name as bank_name,
      sum(m.registrations_sent)::int as registrations_sent,
      sum(m.registrations_answered)::int as registrations_answered,
      sum(m.debits_sent)::int as debits_sent, sum(m.debits_sent_won)::bigint as debits_sent_won,
      sum(m.debits_answered)::int as debits_answered,
      sum(m.debits_collected_won)::bigint as debits_collected_won
    from moved m join debit.bank b on b.code = m.bank_code
    where (${rail ?? null}::text is null or m.rail = ${rail ?? null})
      and (${bankCode ?? null}::text is null or m.bank_code = ${bankCode ?? null})
    group by 1, 2, 3, 4 order by 1 desc, 2, 3`.execute(kernel.database.read);
  return rows.map((row) => ({
    date: row.date,
    rail: row.rail,
    bankCode: row.bank_code,
    bankName: row.bank_name,
    registrationsSent: row.registrations_sent,
    registrationsAnswered: row.registrations_answered,
    debitsSent: row.debits_sent,
    debitsSentWon: row.debits_sent_won,
    debitsAnswered: row.debits_answered,
    debitsCollectedWon: row.debits_collected_won,
  }));
}
