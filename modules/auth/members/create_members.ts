import type { Kernel, Transaction } from "@maru/kernel";
import type { IssuedMember, Members, StaffSession } from "../auth.ts";
import { disableStaff, resetPassword, resetSecondFactor, unlockStaff } from "../staff/accounts.ts";
import { createAttempts } from "../staff/attempts.ts";
import { createMember } from "../staff/create_member.ts";
import { tablesOf } from "../tables.ts";
import { listMembers } from "./list_members.ts";
import {
  actOf,
  type Manager,
  refuseLastAdministrator,
  requireManager,
  requireMayGive,
  requireMember,
} from "./manager_rules.ts";
import { listRoles, saveRole } from "./roles.ts";

/** An organisation's people and roles, in the hands of those among them who may. */
export function createMembers({ kernel }: { kernel: Kernel }): Members {
  const parts = { kernel, attempts: createAttempts({ kernel }) };
  /** Somebody of the manager's organisation whom the manager may touch. */
  const target = async (tx: Transaction, session: StaffSession, memberId: string) => {
    const manager = requireManager(session);
    await requireMember(tx, manager, memberId);
    return { manager, act: actOf(manager, memberId) };
  };
  return {
    list: (organisationId) => listMembers(parts, organisationId),
    roles: (organisationId) => listRoles(kernel, organisationId),
    add: (tx, session, input) => add(kernel, tx, requireManager(session), input),
    changeRole: (tx, session, input) => changeRole(kernel, tx, requireManager(session), input),
    async resetPassword(tx, session, memberId) {
      return await resetPassword(parts, tx, (await target(tx, session, memberId)).act);
    },
    async resetSecondFactor(tx, session, memberId) {
      await resetSecondFactor(kernel, tx, (await target(tx, session, memberId)).act);
    },
    async unlock(tx, session, memberId) {
      await unlockStaff(parts, tx, (await target(tx, session, memberId)).act);
    },
    async disable(tx, session, memberId) {
      const { manager, act } = await target(tx, session, memberId);
      await refuseLastAdministrator(tx, manager, memberId);
      await disableStaff(parts, tx, act);
    },
    saveRole: (tx, session, input) => saveRole(kernel, tx, requireManager(session), input),
  };
}

async function add(
  kernel: Kernel,
  tx: Transaction,
  manager: Manager,
  input: Parameters<Members["add"]>[2],
): Promise<IssuedMember> {
  await requireMayGive(tx, manager, input);
  const { organisationId, actor } = manager;
  return await createMember(kernel, tx, { ...input, organisationId, actor });
}

async function changeRole(
  kernel: Kernel,
  tx: Transaction,
  manager: Manager,
  { memberId, role, roleId }: Parameters<Members["changeRole"]>[2],
): Promise<void> {
  await requireMember(tx, manager, memberId);
  await requireMayGive(tx, manager, { role, ...(roleId === undefined ? {} : { roleId }) });
  if (role !== "merchantAdmin") await refuseLastAdministrator(tx, manager, memberId);
  await tablesOf(tx).updateTable("staff")
    .set({ role, role_id: role === "merchantStaff" ? roleId ?? null : null })
    .where("organisation_id", "=", manager.organisationId).where("id", "=", memberId).execute();
  await kernel.accessLog.record(tx, {
    actor: manager.actor,
    tenantId: manager.organisationId,
    action: "member.changeRole",
    subject: `staff:${memberId}`,
    reason: roleId === undefined ? role : `${role} role:${roleId}`,
  });
}
