import type { BusinessDate, Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../parts.ts";
import { closeCutoff } from "../schedule/cutoff_lock.ts";
import type { Plan } from "../schedule/schedule.ts";
import { allowLongStatements } from "./long_statements.ts";
import { addMerchants } from "./file_merchants.ts";
import { windowOf } from "./windows.ts";
import type { ExchangeWork } from "./deps.ts";
import { isNameSpent } from "./spent_name.ts";

/** Orders that go into one file: those of a debit day, on a direct line of one bank. */
interface Group {
  readonly rail: Rail;
  readonly bankCode: string;
  readonly operation: "debit" | "sameDayDebit";
  readonly debitDate: BusinessDate;
}

/** Puts orders whose cutoff is past into files; returns whether some came too late for theirs. */
export async function buildDebitFiles(work: ExchangeWork): Promise<{ hasLate: boolean }> {
  let hasLate = false;
  for (const group of await closedGroups(work.kernel)) {
    const window = await windowOf(work.kernel, {
      ...group,
      bankCode: group.bankCode === "" ? "*" : group.bankCode,
      fileDate: group.debitDate,
    });
    const isBuilt = work.kernel.clock.now() <= window.sendBy &&
      await work.kernel.transaction((tx) => buildFile(work, tx, { group, window }));
    if (!isBuilt && await isWaiting(work.kernel, group)) {
      hasLate = true;
      await work.kernel.transaction((tx) =>
        work.alerts.raise(tx, {
          kind: "fileLate",
          rail: group.rail,
          bankCode: group.bankCode,
          details: { kind: kindOf(group), date: group.debitDate },
        })
      );
    }
  }
  return { hasLate };
}

async function closedGroups(kernel: Kernel): Promise<Group[]> {
  const { rows } = await sql<
    { rail: Rail; bank_code: string; operation: Group["operation"]; debit_date: string }
  >`
    select rail, case when rail = 'directLine' then bank_code else '' end as bank_code,
      operation, debit_date
    from debit.debit_order
    where file_id is null and cutoff_at <= ${kernel.clock.now()} and state = 'waiting'
    group by 1, 2, 3, 4 order by 4, 1, 2, 3`.execute(kernel.database.db);
  return rows.map((row) => ({
    rail: row.rail,
    bankCode: row.bank_code,
    operation: row.operation,
    debitDate: row.debit_date,
  }));
}

/** @returns false where the file of that day exists already, or nobody is left to go into it */
async function buildFile(
  { kernel, withdrawRefused }: ExchangeWork,
  tx: Transaction,
  { group, window }: { group: Group; window: Plan },
): Promise<boolean> {
  await allowLongStatements(tx);
  await closeCutoff(tx);
  await withdrawRefused(tx, inGroup(kernel, group));
  const id = kernel.uuid();
  const { rows: [file] } = await sql<{ id: string }>`
    insert into debit.file (id, rail, bank_code, kind, business_date, debit_date, state, record_count,
      total_won, send_by, result_due_at, built_at)
    select ${id}, ${group.rail}, ${group.bankCode}, ${kindOf(group)}, ${group.debitDate}::date,
      ${group.debitDate}::date, 'built', count(*), sum(amount_won), ${window.sendBy},
      ${window.resultDueAt}, ${kernel.clock.now()}
    from debit.debit_order where ${inGroup(kernel, group)}
    having count(*) > 0 and not ${
    isNameSpent({ ...group, kind: kindOf(group), date: group.debitDate })
  }
    on conflict (rail, bank_code, kind, business_date) where state <> 'rejected' do nothing
    returning id`.execute(tx);
  if (file === undefined) return false;
  await sql`
    update debit.debit_order o
    set file_id = ${id}, sequence = n.sequence, state = 'sent', result_due_at = ${window.resultDueAt}
    from (
      select merchant_id, id, row_number() over (order by merchant_id, id) as sequence
      from debit.debit_order where ${inGroup(kernel, group)}
    ) n
    where o.merchant_id = n.merchant_id and o.id = n.id`.execute(tx);
  await addMerchants(kernel, tx, id);
  return true;
}

function inGroup(kernel: Kernel, { rail, bankCode, operation, debitDate }: Group) {
  return sql<boolean>`file_id is null and state = 'waiting' and rail = ${rail}
    and operation = ${operation} and debit_date = ${debitDate}::date
    and cutoff_at <= ${kernel.clock.now()}
    and (${bankCode} = '' or bank_code = ${bankCode})`;
}

async function isWaiting(kernel: Kernel, group: Group): Promise<boolean> {
  const { rows } = await sql`
    select 1 from debit.debit_order where ${inGroup(kernel, group)} limit 1`
    .execute(kernel.database.db);
  return rows.length > 0;
}

function kindOf({ operation }: Group): "EB21" | "EC21" {
  return operation === "debit" ? "EB21" : "EC21";
}
