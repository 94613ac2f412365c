import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Actor } from "../parts.ts";
import type { HistoryTable } from "../tables.ts";

/** A field by its name in the face; sealed ones by their masks. */
export interface Change {
  readonly field: string;
  readonly from?: string;
  readonly to?: string;
}

export interface HistoryInput {
  readonly merchantId: string;
  readonly subjectKind: HistoryTable["subject_kind"];
  readonly subjectId: string;
  readonly actor: Actor;
  /** A fixed word, e.g. `created`. */
  readonly action: string;
  readonly changes: readonly Change[];
}

/** Writes what changed, in the transaction of the change. */
export async function writeHistory(
  { kernel }: { readonly kernel: Kernel },
  tx: Transaction,
  entries: readonly HistoryInput[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    merchant_id: entry.merchantId,
    id: kernel.uuid(),
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    actor: entry.actor,
    action: entry.action,
    changes: entry.changes,
  }));
  await sql`
    insert into debit.history (merchant_id, id, subject_kind, subject_id, at, actor, action, changes)
    select merchant_id, id, subject_kind, subject_id, ${kernel.clock.now()}, actor, action, changes
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (merchant_id uuid, id uuid,
      subject_kind text, subject_id uuid, actor text, action text, changes jsonb)`.execute(tx);
}

/** The fields that differ, each as a text; empty where nothing does. */
export function changesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change[] {
  return Object.keys(after).flatMap((field) => {
    const [from, to] = [textOf(before[field]), textOf(after[field])];
    if (from === to) return [];
    return [{
      field,
      ...(from === "" ? {} : { from }),
      ...(to === "" ? {} : { to }),
    }];
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (value instanceof Date) return value.toISOString();
  return Array.isArray(value) ? value.join(", ") : String(value);
}
