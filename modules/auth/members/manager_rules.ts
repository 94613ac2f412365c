import type { Transaction } from "@maru/kernel";
import type { MemberRole, Right, StaffSession } from "../auth.ts";
import { MemberNotFoundError, MemberRuleError, RightMissingError } from "../errors.ts";
import { requireRole } from "../staff/create_member.ts";
import { tablesOf } from "../tables.ts";

/** Somebody who may manage the members of an organisation. */
export interface Manager {
  readonly organisationId: string;
  readonly staffId: string;
  readonly isAdministrator: boolean;
  readonly rights: readonly Right[];
  /** In the access log. */
  readonly actor: string;
}

/** @throws {RightMissingError} */
export function requireManager(session: StaffSession): Manager {
  const { organisationId, staffId, role, rights } = session;
  if (organisationId === undefined || !rights.includes("members.manage")) {
    throw new RightMissingError("members.manage");
  }
  const isAdministrator = role === "merchantAdmin";
  return { organisationId, staffId, isAdministrator, rights, actor: `staff:${staffId}` };
}

/**
 * A member of the manager's organisation whom the manager may touch. Its row is locked until the
 * transaction ends.
 *
 * @throws {MemberNotFoundError | MemberRuleError}
 */
export async function requireMember(
  tx: Transaction,
  manager: Manager,
  memberId: string,
): Promise<void> {
  const member = await tablesOf(tx).selectFrom("staff").select(["role", "role_id"])
    .where("organisation_id", "=", manager.organisationId).where("id", "=", memberId)
    .where("role", "in", ["merchantAdmin", "merchantStaff"]).forUpdate().executeTakeFirst();
  if (member === undefined) throw new MemberNotFoundError(memberId);
  if (memberId === manager.staffId) throw new MemberRuleError("oneself");
  if (member.role === "merchantAdmin" && !manager.isAdministrator) {
    throw new MemberRuleError("administrator");
  }
  // Whoever sets somebody's password could log in as that person.
  if (member.role_id !== null) {
    const { organisationId } = manager;
    requireHas(manager, (await requireRole(tx, { organisationId, roleId: member.role_id })).rights);
  }
}

/**
 * Nobody gives more than he has.
 *
 * @throws {MemberRuleError | RoleNotFoundError}
 */
export async function requireMayGive(
  tx: Transaction,
  manager: Manager,
  { role, roleId }: { role: MemberRole; roleId?: string },
): Promise<void> {
  if (role === "merchantAdmin" && !manager.isAdministrator) {
    throw new MemberRuleError("administrator");
  }
  if (roleId === undefined) return;
  const { organisationId } = manager;
  requireHas(manager, (await requireRole(tx, { organisationId, roleId })).rights);
}

/** @throws {MemberRuleError} */
export function requireHas(manager: Manager, rights: readonly string[]): void {
  const own: readonly string[] = manager.rights;
  if (!rights.every((right) => own.includes(right))) throw new MemberRuleError("rights");
}

/**
 * An organisation keeps one administrator who can log in. The organisation's row is the lock that
 * makes two who take each other's place take turns.
 *
 * @throws {MemberRuleError}
 */
export async function refuseLastAdministrator(
  tx: Transaction,
  { organisationId }: Manager,
  memberId: string,
): Promise<void> {
  await tablesOf(tx).selectFrom("organisation").select("id").where("id", "=", organisationId)
    .forUpdate().executeTakeFirst();
  const others = await tablesOf(tx).selectFrom("staff").select("id")
    .where("organisation_id", "=", organisationId).where("role", "=", "merchantAdmin")
    .where("disabled_at", "is", null).where("id", "<>", memberId).executeTakeFirst();
  if (others === undefined) throw new MemberRuleError("lastAdministrator");
}

/** Manager and member, as the functions on accounts want them. */
export function actOf({ actor }: Manager, memberId: string): { staffId: string; actor: string } {
  return { staffId: memberId, actor };
}
