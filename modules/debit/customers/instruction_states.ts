import type { Transaction } from "@maru/kernel";
import type { Selectable } from "kysely";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { writeHistory } from "../settings/history.ts";
import { type InstructionTable, tables } from "../tables.ts";
import type { CustomerDeps, CustomerDesk, CustomerParts } from "./customer_desk.ts";
import { refuseDebitsUnderWay } from "./debits_under_way.ts";
import { EndedError } from "./errors.ts";
import { lockInstruction } from "./instructions.ts";

type NextState = "active" | "stopped" | "ended";

const ACTIONS: Readonly<Record<NextState, string>> = {
  active: "resumed",
  stopped: "stopped",
  ended: "ended",
};

/** Stops, resumes or ends one instruction. */
export function createInstructionStates(
  parts: Pick<CustomerParts, "kernel">,
  deps: CustomerDeps,
): Pick<CustomerDesk, "stopInstruction"> {
  return {
    stopInstruction: (merchantId, { id, state, actor }) =>
      parts.kernel.transaction(async (tx) => {
        await holdCutoff(tx);
        const before = await lockInstruction(tx, { merchantId, id });
        if (before.state === state) return;
        if (before.state === "ended") throw new EndedError(id);
        if (state === "ended") await endInstructions(parts, deps, tx, { rows: [before], actor });
        else await setState(parts, tx, { before, state, actor });
      }),
  };
}

/**
 * Ends instructions of one merchant: applications that wait are taken back, mandates are cancelled at the
 * banks.
 *
 * @throws {DebitUnderWayError}
 */
export async function endInstructions(
  parts: Pick<CustomerParts, "kernel">,
  deps: CustomerDeps,
  tx: Transaction,
  { rows, actor }: { rows: readonly Selectable<InstructionTable>[]; actor: string },
): Promise<void> {
  const merchantId = rows[0]?.merchant_id;
  if (merchantId === undefined) return;
  await refuseDebitsUnderWay(tx, { merchantId, instructionIds: rows.map(({ id }) => id) });
  for (const before of rows) {
    await cancelRegistration(deps, tx, { before, actor });
    await setState(parts, tx, { before, state: "ended", actor });
  }
}

async function cancelRegistration(
  { registrations }: CustomerDeps,
  tx: Transaction,
  { before, actor }: { before: Selectable<InstructionTable>; actor: string },
): Promise<void> {
  const key = { merchantId: before.merchant_id, instructionId: before.id };
  await registrations.withdrawWaiting(tx, { ...key, actor });
  const standing = await lockInstruction(tx, { merchantId: before.merchant_id, id: before.id });
  // Also one whose answer is not here yet: if it is refused, this one is refused with it.
  if (!["done", "sent", "waiting"].includes(standing.registration_state)) return;
  await registrations.apply(tx, {
    ...key,
    kind: "cancel",
    accountId: standing.account_id,
    origin: "merchant",
    actor,
  });
}

/** Also used when a customer is reopened. */
export async function setState(
  parts: Pick<CustomerParts, "kernel">,
  tx: Transaction,
  { before, state, actor, action = ACTIONS[state] }: {
    before: Selectable<InstructionTable>;
    state: NextState;
    actor: string;
    action?: string;
  },
): Promise<void> {
  await tables(tx).updateTable("instruction").set((set) => ({
    state,
    version: set("version", "+", 1),
    updated_at: parts.kernel.clock.now(),
  })).where("merchant_id", "=", before.merchant_id).where("id", "=", before.id).execute();
  await writeHistory(parts, tx, [{
    merchantId: before.merchant_id,
    subjectKind: "instruction",
    subjectId: before.id,
    actor,
    action,
    changes: [{ field: "state", from: before.state, to: state }],
  }]);
}
