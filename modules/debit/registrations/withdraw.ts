import type { Transaction } from "@maru/kernel";
import { type Selectable, sql } from "kysely";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { CutoffPassedError } from "../schedule/schedule.ts";
import { writeHistory } from "../settings/history.ts";
import { isId } from "../settings/lists/ids.ts";
import { type RegistrationTable, tables } from "../tables.ts";
import { AlreadySentError, RegistrationNotFoundError } from "./errors.ts";
import { LACKS_EVIDENCE } from "./evidence_condition.ts";
import type { RegistrationDeps, RegistrationDesk, RegistrationParts } from "./registration_desk.ts";
import { restoreStanding } from "./standing.ts";

type Row = Selectable<RegistrationTable> & { readonly lacks_evidence: boolean };

/** Takes an application back until its cutoff; of an account change both halves, and the old account. */
export function createWithdraw(
  parts: RegistrationParts,
  { schedule }: Pick<RegistrationDeps, "schedule">,
): Pick<RegistrationDesk, "withdraw" | "withdrawWaiting"> {
  const { kernel } = parts;

  async function checkOpen(rows: readonly Row[]): Promise<void> {
    const sent = rows.find(({ state }) => state !== "waiting");
    if (sent !== undefined) throw new AlreadySentError(sent.id);
    // What cannot go out yet has no cutoff that counts; its other half goes with it.
    if (rows.some(({ lacks_evidence }) => lacks_evidence)) return;
    const now = kernel.clock.now();
    const late = rows.find(({ cutoff_at }) => cutoff_at <= now);
    if (late === undefined) return;
    const plan = await schedule.registration({ rail: late.rail, bankCode: late.bank_code });
    throw new CutoffPassedError(late.cutoff_at, plan.fileDate);
  }

  async function take(tx: Transaction, rows: readonly Row[], actor: string): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    await tables(tx).updateTable("registration").set({ state: "withdrawn" })
      .where("merchant_id", "=", first.merchant_id)
      .where("id", "in", rows.map(({ id }) => id)).execute();
    const standing = await restoreStanding(kernel, tx, {
      merchantId: first.merchant_id,
      instructionId: first.instruction_id,
      accountId: rows.find(({ kind, pair_id }) => kind !== 1 && pair_id !== null)?.account_id,
    });
    await writeHistory(parts, tx, [{
      merchantId: first.merchant_id,
      subjectKind: "instruction",
      subjectId: first.instruction_id,
      actor,
      action: "registrationWithdrawn",
      changes: standing.changes,
    }]);
  }

  return {
    withdraw: (merchantId, { id, actor }) =>
      kernel.transaction(async (tx) => {
        await holdCutoff(tx);
        const rows = await lockPair(tx, { merchantId, id });
        if (rows.every(({ state }) => state === "withdrawn")) return;
        await checkOpen(rows);
        await take(tx, rows, actor);
      }),
    async withdrawWaiting(tx, { merchantId, instructionId, actor }) {
      await holdCutoff(tx);
      const now = kernel.clock.now();
      const rows = await lockRows(
        tx,
        sql`r.merchant_id = ${merchantId} and r.instruction_id = ${instructionId}
          and r.state = 'waiting'`,
      );
      const open = rows.filter(({ cutoff_at, lacks_evidence }) =>
        cutoff_at > now || lacks_evidence
      );
      await take(tx, open, actor);
      return open.length;
    },
  };
}

/** @throws {RegistrationNotFoundError} */
async function lockPair(
  tx: Transaction,
  { merchantId, id }: { merchantId: string; id: string },
): Promise<readonly Row[]> {
  const rows = isId(id)
    ? await lockRows(
      tx,
      sql`r.merchant_id = ${merchantId} and (r.id = ${id} or r.pair_id = (
        select pair_id from debit.registration where merchant_id = ${merchantId} and id = ${id}))`,
    )
    : [];
  if (rows.length === 0) throw new RegistrationNotFoundError(id);
  return rows;
}

async function lockRows(tx: Transaction, where: ReturnType<typeof sql>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select r.*, ${LACKS_EVIDENCE} as lacks_evidence
    from debit.registration r where ${where} order by r.id for update of r`.execute(tx);
  return rows;
}
