import type { Kernel, Transaction } from "@maru/kernel";
import type { IssuedMember, NewMember } from "../members.ts";
import { RoleNotFoundError } from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { drawMemberLoginId } from "./login_ids.ts";
import { checkFirstPassword, checkNewPassword, hashPassword, newPassword } from "./passwords.ts";

/** With a million members one draw in a hundred is taken; twenty in a row never are. */
const DRAW_COUNT_MAX = 20;

/** @throws {PasswordRefusedError | RoleNotFoundError} */
export async function createMember(
  kernel: Kernel,
  tx: Transaction,
  { organisationId, name, role, roleId, ...rest }: NewMember,
): Promise<IssuedMember> {
  const { password = newPassword(), mustChangePassword = true, actor = "system" } = rest;
  if (rest.loginId !== undefined && !/^\d{8}$/.test(rest.loginId)) {
    throw new RangeError(`Cannot use "${rest.loginId}" as a member's ID: wanted eight digits`);
  }
  if (roleId !== undefined) await requireRole(tx, { organisationId, roleId });
  if (mustChangePassword) checkFirstPassword(password);
  const id = kernel.uuid();
  const passwordHash = await hashPassword(password);
  for (let draw = 0; draw < DRAW_COUNT_MAX; draw++) {
    const loginId = rest.loginId ?? drawMemberLoginId();
    if (!mustChangePassword) checkNewPassword(password, loginId);
    const inserted = await tablesOf(tx).insertInto("staff").values({
      id,
      organisation_id: organisationId,
      login_id: loginId,
      name,
      role,
      role_id: roleId ?? null,
      password_hash: passwordHash,
      must_change_password: mustChangePassword,
      disabled_at: null,
      created_at: kernel.clock.now(),
    }).onConflict((conflict) => conflict.column("login_id").doNothing()).executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) continue;
    await kernel.accessLog.record(tx, {
      actor,
      tenantId: organisationId,
      action: "member.create",
      subject: `staff:${id}`,
      reason: role,
    });
    return { id, loginId, password };
  }
  throw new RangeError(`Cannot create the member: ${DRAW_COUNT_MAX} drawn IDs were all in use`);
}

/** @throws {RoleNotFoundError} the organisation has no such role */
export async function requireRole(
  tx: Transaction,
  { organisationId, roleId }: { organisationId: string; roleId: string },
): Promise<{ rights: string[] }> {
  const role = await tablesOf(tx).selectFrom("role").select("rights")
    .where("organisation_id", "=", organisationId).where("id", "=", roleId).executeTakeFirst();
  if (role === undefined) throw new RoleNotFoundError(roleId);
  return role;
}
