import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { NewMerchantEvent } from "../integration/event_log.ts";
import type { ExchangeWork } from "./deps.ts";

/** A file may answer a million applications: so many are held at once. */
const ROWS_AT_ONCE = 5_000;
const NEW = 1;

/**
 * Writes `registration.done`, `.failed` and `.cancelled` for a file that was answered just now. An
 * event tells what became of an instruction: an account change (a pair) is told once, by its new
 * account, and an answer about an account that the instruction has left since is not told.
 */
export async function tellRegistrationResults(
  { events }: Pick<ExchangeWork, "events">,
  tx: Transaction,
  { fileId }: { readonly fileId: string },
): Promise<void> {
  for (let after = 0;;) {
    const rows = await readSome(tx, { fileId, after });
    await events.append(tx, rows.map(eventOf));
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_AT_ONCE) return;
    after = last.sequence;
  }
}

interface Row {
  readonly merchant_id: string;
  readonly id: string;
  readonly instruction_id: string;
  readonly customer_id: string;
  readonly kind: number;
  readonly origin: string;
  readonly is_change: boolean;
  readonly state: "done" | "failed";
  readonly code: string;
  readonly resulted_at: Date;
  readonly sequence: number;
}

async function readSome(
  tx: Transaction,
  { fileId, after }: { readonly fileId: string; readonly after: number },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.merchant_id, r.id, r.instruction_id, i.customer_id, r.kind, r.origin,
      r.pair_id is not null as is_change, r.state, r.code, r.resulted_at, r.sequence
    from debit.registration r
    join debit.instruction i on i.merchant_id = r.merchant_id and i.id = r.instruction_id
      and i.account_id = r.account_id
    where r.file_id = ${fileId} and r.sequence > ${after} and r.state in ('done', 'failed')
      and (r.kind = ${NEW} or r.pair_id is null)
    order by r.sequence limit ${ROWS_AT_ONCE}`.execute(tx);
  return rows;
}

function eventOf(row: Row): NewMerchantEvent {
  return {
    merchantId: row.merchant_id,
    type: typeOf(row),
    subjectId: row.instruction_id,
    data: {
      instructionId: row.instruction_id,
      customerId: row.customer_id,
      registrationId: row.id,
      // A cancellation that the bank refused is told as failed: by this they are told apart.
      kind: row.kind !== NEW ? "cancel" : row.is_change ? "accountChange" : "new",
      code: row.code,
      origin: row.origin,
      resultedAt: row.resulted_at.toISOString(),
    },
  };
}

function typeOf({ state, kind }: Row): NewMerchantEvent["type"] {
  if (state === "failed") return "registration.failed";
  return kind === NEW ? "registration.done" : "registration.cancelled";
}
