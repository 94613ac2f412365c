import type { Transaction } from "@maru/kernel";
import { type Selectable, sql } from "kysely";
import { AlreadySentError } from "../registrations/errors.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { writeHistory } from "../settings/history.ts";
import { type CustomerTable, type InstructionTable, tables } from "../tables.ts";
import type { CustomerDeps, CustomerDesk, CustomerParts } from "./customer_desk.ts";
import { lockCustomer } from "./customers.ts";
import { endInstructions, setState } from "./instruction_states.ts";
import { lockInstruction } from "./instructions.ts";

/** Ends a customer with all instructions, and takes that back while no bank has heard of it. */
export function createEnding(
  parts: Pick<CustomerParts, "kernel">,
  deps: CustomerDeps,
): Pick<CustomerDesk, "end" | "reopen"> {
  const { kernel } = parts;
  return {
    end: (merchantId, { id, actor }) =>
      kernel.transaction(async (tx) => {
        await holdCutoff(tx);
        const customer = await lockCustomer(tx, { merchantId, id });
        if (customer.state === "ended") return;
        const rows = await tables(tx).selectFrom("instruction").selectAll()
          .where("merchant_id", "=", merchantId).where("customer_id", "=", id)
          .where("state", "<>", "ended").orderBy("id").forUpdate().execute();
        await endInstructions(parts, deps, tx, { rows, actor });
        await setCustomerState(parts, tx, { customer, state: "ended", actor });
      }),
    reopen: (merchantId, { id, actor }) =>
      kernel.transaction(async (tx) => {
        await holdCutoff(tx);
        const customer = await lockCustomer(tx, { merchantId, id });
        if (customer.state === "active") return;
        for (const { before, state } of await endedWith(tx, customer)) {
          await takeBackCancel(deps, tx, { before, endedAt: customer.updated_at, actor });
          await setState(parts, tx, { before, state, actor, action: "reopened" });
          if (state === "active") await applyWhereNone(deps, tx, { before, actor });
        }
        await setCustomerState(parts, tx, { customer, state: "active", actor });
      }),
  };
}

/** Instructions that ended in the same moment as their customer, and what they were before. */
async function endedWith(
  tx: Transaction,
  customer: Selectable<CustomerTable>,
): Promise<{ before: Selectable<InstructionTable>; state: "active" | "stopped" }[]> {
  const { rows } = await sql<{ id: string; was: string }>`
    select i.id, h.changes -> 0 ->> 'from' as was
    from debit.instruction i
    join debit.history h on h.merchant_id = i.merchant_id and h.subject_id = i.id
      and h.action = 'ended' and h.at = ${customer.updated_at}
    where i.merchant_id = ${customer.merchant_id} and i.customer_id = ${customer.id}
      and i.state = 'ended'
    order by i.id`.execute(tx);
  const ended = [];
  for (const { id, was } of rows) {
    const before = await lockInstruction(tx, { merchantId: customer.merchant_id, id });
    ended.push({ before, state: was === "stopped" ? "stopped" as const : "active" as const });
  }
  return ended;
}

/** @throws {AlreadySentError} the bank was told, or will be in a moment */
async function takeBackCancel(
  { registrations }: CustomerDeps,
  tx: Transaction,
  { before, endedAt, actor }: {
    before: Selectable<InstructionTable>;
    endedAt: Date;
    actor: string;
  },
): Promise<void> {
  const key = { merchantId: before.merchant_id, instructionId: before.id };
  await registrations.withdrawWaiting(tx, { ...key, actor });
  const told = await tables(tx).selectFrom("registration").select("id")
    .where("merchant_id", "=", key.merchantId).where("instruction_id", "=", key.instructionId)
    .where("kind", "=", 3).where("pair_id", "is", null).where("requested_at", ">=", endedAt)
    .where("state", "<>", "withdrawn").executeTakeFirst();
  if (told !== undefined) throw new AlreadySentError(before.customer_id);
}

/** What was taken back when the customer ended is applied for once more. */
async function applyWhereNone(
  { registrations }: CustomerDeps,
  tx: Transaction,
  { before, actor }: { before: Selectable<InstructionTable>; actor: string },
): Promise<void> {
  const { account_id, registration_state } = await lockInstruction(tx, {
    merchantId: before.merchant_id,
    id: before.id,
  });
  if (registration_state !== "none") return;
  await registrations.apply(tx, {
    merchantId: before.merchant_id,
    instructionId: before.id,
    kind: "new",
    accountId: account_id,
    origin: "merchant",
    actor,
  });
}

async function setCustomerState(
  parts: Pick<CustomerParts, "kernel">,
  tx: Transaction,
  { customer, state, actor }: {
    customer: Selectable<CustomerTable>;
    state: "active" | "ended";
    actor: string;
  },
): Promise<void> {
  await tables(tx).updateTable("customer").set({
    state,
    version: customer.version + 1,
    updated_at: parts.kernel.clock.now(),
  }).where("merchant_id", "=", customer.merchant_id).where("id", "=", customer.id).execute();
  await writeHistory(parts, tx, [{
    merchantId: customer.merchant_id,
    subjectKind: "customer",
    subjectId: customer.id,
    actor,
    action: state === "ended" ? "ended" : "reopened",
    changes: [{ field: "state", from: customer.state, to: state }],
  }]);
}
