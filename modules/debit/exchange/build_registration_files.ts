import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../parts.ts";
import { closeCutoff } from "../schedule/cutoff_lock.ts";
import type { Plan } from "../schedule/schedule.ts";
import type { ExchangeWork } from "./deps.ts";
import { allowLongStatements } from "./long_statements.ts";
import { isNameSpent } from "./spent_name.ts";
import { isStanding } from "./standing_proof.ts";
import { openRegistrationWindow } from "./windows.ts";

interface Group {
  readonly rail: Rail;
  /** '' at the clearing house. */
  readonly bankCode: string;
}

/**
 * Puts applications whose cutoff is past into EB13, and the proofs of consent into EI13 before it. At
 * the clearing house a new registration without a proof that stands waits until it has one (0078),
 * and so does the other half of its pair.
 */
export async function buildRegistrationFiles(work: ExchangeWork): Promise<void> {
  for (const group of await closedGroups(work.kernel)) {
    const window = await openRegistrationWindow(work.kernel, {
      rail: group.rail,
      bankCode: group.bankCode === "" ? "*" : group.bankCode,
    });
    if (window === undefined) continue;
    await work.kernel.transaction((tx) => buildFile(work, tx, { group, window }));
  }
}

async function closedGroups(kernel: Kernel): Promise<Group[]> {
  const { rows } = await sql<{ rail: Rail; bank_code: string }>`
    select distinct rail, case when rail = 'directLine' then bank_code else '' end as bank_code
    from debit.registration
    where file_id is null and state = 'waiting' and cutoff_at <= ${kernel.clock.now()}`
    .execute(kernel.database.db);
  return rows.map(({ rail, bank_code }) => ({ rail, bankCode: bank_code }));
}

async function buildFile(
  { kernel }: ExchangeWork,
  tx: Transaction,
  { group, window }: { group: Group; window: Plan },
): Promise<void> {
  await allowLongStatements(tx);
  await closeCutoff(tx);
  const ready = readyIn(kernel, group, window);
  const id = kernel.uuid();
  const { rows: [file] } = await sql<{ id: string }>`
    insert into debit.file (id, rail, bank_code, kind, business_date, state, record_count, send_by,
      result_due_at, built_at)
    select ${id}, ${group.rail}, ${group.bankCode}, 'EB13', ${window.fileDate}::date, 'built',
      count(*), ${window.sendBy}, ${window.resultDueAt}, ${kernel.clock.now()}
    from (${ready}) ready
    having count(*) > 0 and not ${isNameSpent({ ...group, kind: "EB13", date: window.fileDate })}
    on conflict (rail, bank_code, kind, business_date) where state <> 'rejected' do nothing
    returning id`.execute(tx);
  if (file === undefined) return;
  // The two of a pair follow each other, the end of the old account first.
  await sql`
    update debit.registration r
    set file_id = ${id}, sequence = n.sequence, state = 'sent', result_due_at = ${window.resultDueAt}
    from (
      select merchant_id, id, row_number() over (
        order by merchant_id, coalesce(pair_id, id), kind desc, id
      ) as sequence
      from (${ready}) ready
    ) n
    where r.merchant_id = n.merchant_id and r.id = n.id`.execute(tx);
  await sql`
    update debit.instruction i set registration_state = 'sent', registration_code = null
    from debit.registration r
    where r.file_id = ${id} and r.kind = 1 and i.merchant_id = r.merchant_id
      and i.id = r.instruction_id and i.account_id = r.account_id`.execute(tx);
  if (group.rail === "clearingHouse") await buildEvidenceFile(kernel, tx, { group, window, id });
}

/** Proofs of the file's new registrations, in a file of the same day that goes before it. */
async function buildEvidenceFile(
  kernel: Kernel,
  tx: Transaction,
  { group, window, id }: { group: Group; window: Plan; id: string },
): Promise<void> {
  await sql`
    insert into debit.file (id, rail, bank_code, kind, business_date, state, record_count, send_by,
      built_at)
    select ${kernel.uuid()}, ${group.rail}, '', 'EI13', ${window.fileDate}::date, 'built', count(*),
      ${window.sendBy}, ${kernel.clock.now()}
    from debit.registration where file_id = ${id} and kind = 1 having count(*) > 0`.execute(tx);
}

function readyIn(kernel: Kernel, { rail, bankCode }: Group, { cutoffAt }: Plan) {
  const now = kernel.clock.now();
  return sql`
    select r.merchant_id, r.id, r.pair_id, r.kind from debit.registration r
    where r.file_id is null and r.state = 'waiting' and r.rail = ${rail} and r.cutoff_at <= ${now}
      and r.requested_at <= ${cutoffAt}
      and (${bankCode} = '' or r.bank_code = ${bankCode})
      and (${rail} = 'directLine' or not exists (
        select from debit.registration lacking
        where lacking.merchant_id = r.merchant_id and lacking.instruction_id = r.instruction_id
          and lacking.kind = 1 and lacking.state = 'waiting'
          and (lacking.id = r.id or lacking.pair_id = r.pair_id)
          and not exists (
            select from debit.evidence e
            where e.merchant_id = lacking.merchant_id and e.instruction_id = lacking.instruction_id
              and e.account_id = lacking.account_id and e.given_at <= ${now}
              and ${isStanding(sql`lacking`, sql`'infinity'`)}
          )
      ))`;
}
