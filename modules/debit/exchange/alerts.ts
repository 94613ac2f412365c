import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../parts.ts";
import { isId } from "../settings/lists/ids.ts";
import { tables } from "../tables.ts";
import { AlertNotFoundError } from "./alert_not_found_error.ts";
import type { Alert, AlertKind } from "./exchange_desk.ts";

export interface AlertInput {
  readonly kind: AlertKind;
  readonly rail?: Rail;
  readonly bankCode?: string;
  readonly fileId?: string;
  /** Counts, names and codes; never personal data. */
  readonly details: Readonly<Record<string, string>>;
}

/** What an operator must look at. */
export interface Alerts {
  /** Raises it once: while one of the same kind for the same file is open, nothing is added. */
  raise(tx: Transaction, alert: AlertInput): Promise<void>;
  list(query: { openOnly: boolean; limit: number }): Promise<readonly Alert[]>;
  /** @throws {AlertNotFoundError} */
  acknowledge(input: { id: string; actor: string }): Promise<void>;
}

export function createAlerts({ kernel }: { readonly kernel: Kernel }): Alerts {
  return {
    async raise(tx, { kind, rail, bankCode, fileId, details }) {
      await sql`
        insert into debit.alert (id, kind, rail, bank_code, file_id, at, details)
        select ${kernel.uuid()}, ${kind}, ${rail ?? null}, ${bankCode ?? null}, ${
        fileId ?? null
      }::uuid,
          ${kernel.clock.now()}, ${JSON.stringify(details)}::jsonb
        where not exists (
          select from debit.alert
          where kind = ${kind} and acknowledged_at is null
            and file_id is not distinct from ${fileId ?? null}::uuid
            and rail is not distinct from ${rail ?? null}::text
            and (${fileId ?? null}::uuid is not null or details = ${JSON.stringify(details)}::jsonb)
        )`.execute(tx);
    },
    async list({ openOnly, limit }) {
      const rows = await tables(kernel.database.db).selectFrom("alert").selectAll()
        .$if(openOnly, (query) => query.where("acknowledged_at", "is", null))
        .orderBy("at", "desc").orderBy("id", "desc").limit(limit).execute();
      return rows.map((row) => ({
        id: row.id,
        kind: row.kind as AlertKind,
        at: row.at,
        details: row.details as Record<string, string>,
        ...(row.rail === null ? {} : { rail: row.rail as Rail }),
        ...(row.bank_code === null ? {} : { bankCode: row.bank_code }),
        ...(row.file_id === null ? {} : { fileId: row.file_id }),
        ...(row.acknowledged_at === null ? {} : { acknowledgedAt: row.acknowledged_at }),
      }));
    },
    async acknowledge({ id, actor }) {
      const now = kernel.clock.now();
      // Of one that was acknowledged before, it stays who did that, and when.
      const { numUpdatedRows } = isId(id)
        ? await tables(kernel.database.db).updateTable("alert")
          .set(({ fn, val }) => ({
            acknowledged_at: fn.coalesce("acknowledged_at", val(now)),
            acknowledged_by: fn.coalesce("acknowledged_by", val(actor)),
          }))
          .where("id", "=", id).executeTakeFirst()
        : { numUpdatedRows: 0n };
      if (numUpdatedRows === 0n) throw new AlertNotFoundError(id);
    },
  };
}
