import { RESULT_CODES } from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import type { EndedMandates } from "../exchange/ended_mandates.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { type HistoryInput, writeHistory } from "../settings/history.ts";
import { IS_TAKEN_BACK, STATE_AFTER_END } from "./ended_account.ts";
import type { RegistrationDeps, RegistrationParts } from "./registration_desk.ts";

/** All of a file may fail so: what is written about them is held in pieces. */
const ROWS_AT_ONCE = 2_000;
/** Codes of a failed debit that say that there is no mandate (any more). */
const ENDED_CODES = Object.entries(RESULT_CODES)
  .filter(([, { retryClass }]) => retryClass === "reRegister").map(([code]) => code);
/** No mandate, or one under another payer number. */
const NOT_REGISTERED = "0017";

interface Told {
  readonly sequence: number;
  readonly merchant_id: string;
  readonly instruction_id: string;
  readonly account_id: string;
  readonly rail: string;
  readonly bank_code: string;
  readonly code: string;
}

interface Ended extends Pick<Told, "merchant_id" | "instruction_id" | "bank_code" | "code"> {
  readonly customer_id: string;
  readonly has_withdrawn: boolean;
}

/**
 * Ends mandates whose debits failed because they had ended, as EB11 does: the merchant would ask again
 * and fail again each month, and a consent given before would count for a new application.
 *
 * 0017 ends one, too, and takes the consent: we held it for registered, and a bank that forgot it can't
 * be told from one where the payer ended it. Asking once too often is better than a mandate that nobody
 * wants. But while the first application for the account is still to be answered, 0017 says no more
 * than that. 0024 ends the old account; the new one comes by EB11, which takes the account's place
 * whatever stands here, and should it never come, the merchant knows why nothing is debited.
 */
export function createEndedMandates(
  parts: RegistrationParts,
  deps: Pick<RegistrationDeps, "eventLog">,
): EndedMandates {
  return async (tx, { fileId, failures }) => {
    if (!await isAnyTold(tx, failures)) return;
    // As with EB11: a file that is built beside it holds what ends here, or leaves it out.
    await holdCutoff(tx);
    for (let after = 0;;) {
      const told = await readSome(tx, { fileId, failures, after });
      const last = told.at(-1);
      if (last === undefined) return;
      await lockInstructions(tx, told);
      await tell({ ...parts, ...deps }, tx, await endSome(parts, tx, { fileId, told }));
      if (told.length < ROWS_AT_ONCE) return;
      after = last.sequence;
    }
  };
}

async function isAnyTold(tx: Transaction, failures: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`
    select from (${failures}) f where f.code = any(${ENDED_CODES}::text[]) limit 1`.execute(tx);
  return rows.length > 0;
}

async function readSome(
  tx: Transaction,
  { fileId, failures, after }: {
    fileId: string;
    failures: RawBuilder<unknown>;
    after: number;
  },
): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select f.sequence, o.merchant_id, o.instruction_id, o.account_id, o.rail, o.bank_code, f.code
    from (${failures}) f
    join debit.debit_order o on o.file_id = ${fileId} and o.sequence = f.sequence
    where f.code = any(${ENDED_CODES}::text[]) and f.sequence > ${after}
    order by f.sequence limit ${ROWS_AT_ONCE}`.execute(tx);
  return rows;
}

/** What EB11 or EB14 say of them meanwhile is committed before they are looked at. */
async function lockInstructions(tx: Transaction, told: readonly Told[]): Promise<void> {
  await sql`
    select from ${asRows(told)}
    join debit.instruction i on i.merchant_id = t.merchant_id and i.id = t.instruction_id
    order by i.merchant_id, i.id for update of i`.execute(tx);
}

/**
 * Ends those of the account that the instruction still has, unless the bank's word of it is newer than
 * the file: an end that EB11 told first, a refusal, or another registration, whose consent is newer.
 */
async function endSome(
  { kernel }: RegistrationParts,
  tx: Transaction,
  { fileId, told }: { fileId: string; told: readonly Told[] },
): Promise<readonly Ended[]> {
  const now = kernel.clock.now();
  // One instruction may have two debits in a file.
  const byInstruction = new Map(told.map((row) => [row.instruction_id, row]));
  const { rows } = await sql<Ended>`
    with ended as materialized (
      select t.*, i.customer_id, i.payer_number
      from ${asRows([...byInstruction.values()].map((row) => ({ ...row, id: kernel.uuid() })))}
      join debit.file f on f.id = ${fileId}
      join debit.instruction i on i.merchant_id = t.merchant_id and i.id = t.instruction_id
        and i.account_id = t.account_id
      where i.registration_state not in ('failed', 'cancelled')
        and not (t.code = ${NOT_REGISTERED} and i.registration_state in ('waiting', 'sent'))
        and not exists (
          select from debit.registration a
          where a.merchant_id = i.merchant_id and a.instruction_id = i.id
            and a.account_id = i.account_id
            and (a.state = 'done' or a.kind = 1 and a.state = 'failed')
            and a.resulted_at > f.built_at
        )
    ), withdrawn as (
      update debit.registration r set state = 'withdrawn' from ended e
      where r.merchant_id = e.merchant_id and r.instruction_id = e.instruction_id
        and r.account_id = e.account_id and ${IS_TAKEN_BACK}
      returning r.merchant_id, r.instruction_id
    ), added as (
      insert into debit.registration (merchant_id, id, instruction_id, account_id, kind, origin, rail,
        bank_code, payer_number, state, requested_at, requested_by, cutoff_at, result_due_at, code,
        resulted_at)
      select e.merchant_id, e.id, e.instruction_id, e.account_id, 3, 'bank', e.rail, e.bank_code,
        e.payer_number, 'done', ${now}::timestamptz, 'bank:' || e.bank_code, ${now}::timestamptz,
        ${now}::timestamptz, e.code, ${now}::timestamptz
      from ended e
    ), changed as (
      update debit.instruction i
      set registration_state = s.state,
        registration_code = case s.state when 'cancelled' then s.code end,
        version = i.version + 1, updated_at = ${now}
      from (
        select e.merchant_id, e.instruction_id, e.code, ${STATE_AFTER_END} as state
        from ended e
        join debit.instruction i on i.merchant_id = e.merchant_id and i.id = e.instruction_id
      ) s
      where i.merchant_id = s.merchant_id and i.id = s.instruction_id
    )
    select e.merchant_id, e.instruction_id, e.customer_id, e.bank_code, e.code, exists (
      select from withdrawn w
      where w.merchant_id = e.merchant_id and w.instruction_id = e.instruction_id
    ) as has_withdrawn
    from ended e`.execute(tx);
  return rows;
}

async function tell(
  parts: RegistrationParts & Pick<RegistrationDeps, "eventLog">,
  tx: Transaction,
  ended: readonly Ended[],
): Promise<void> {
  await writeHistory(parts, tx, ended.flatMap(historyOf));
  await parts.eventLog.append(
    tx,
    ended.map(({ merchant_id, instruction_id, customer_id, code }) => ({
      merchantId: merchant_id,
      type: "registration.cancelled",
      subjectId: instruction_id,
      data: { instructionId: instruction_id, customerId: customer_id, code, origin: "bank" },
    })),
  );
}

function historyOf(row: Ended): HistoryInput[] {
  const about = {
    merchantId: row.merchant_id,
    subjectKind: "instruction",
    subjectId: row.instruction_id,
    actor: `bank:${row.bank_code}`,
  } as const;
  return [
    ...(row.has_withdrawn ? [{ ...about, action: "registrationWithdrawn", changes: [] }] : []),
    { ...about, action: "cancelledAtBank", changes: [{ field: "registrationCode", to: row.code }] },
  ];
}

/** As a table `t`. */
function asRows(rows: readonly (Told & { readonly id?: string })[]): RawBuilder<unknown> {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (id uuid, merchant_id uuid,
    instruction_id uuid, account_id uuid, rail text, bank_code text, code text)`;
}
