import type { Kernel } from "@maru/kernel";
import type { Member, MemberRole } from "../auth.ts";
import type { Attempts } from "../staff/attempts.ts";
import { tablesOf } from "../tables.ts";

export async function listMembers(
  { kernel, attempts }: { kernel: Kernel; attempts: Attempts },
  organisationId: string,
): Promise<Member[]> {
  const rows = await readMembers(kernel, organisationId);
  const locked = await attempts.locked(rows.map(({ login_id }) => login_id));
  return rows.map((row) => ({
    id: row.id,
    loginId: row.login_id,
    name: row.name,
    role: row.role as MemberRole,
    ...(row.role_id === null ? {} : { roleId: row.role_id }),
    ...(row.role_name === null ? {} : { roleName: row.role_name }),
    isLocked: locked.has(row.login_id),
    isDisabled: row.disabled_at !== null,
    mustChangePassword: row.must_change_password,
    hasSecondFactor: row.has_second_factor === true,
    ...(row.last_login_at === null ? {} : { lastLoginAt: row.last_login_at }),
  }));
}

/** Those who can log in first, administrators before others, then by name. */
async function readMembers(kernel: Kernel, organisationId: string) {
  return await tablesOf(kernel.database.db).selectFrom("staff")
    .leftJoin("role", (join) =>
      join.onRef("role.organisation_id", "=", "staff.organisation_id")
        .onRef("role.id", "=", "staff.role_id"))
    .where("staff.organisation_id", "=", organisationId)
    .where("staff.role", "in", ["merchantAdmin", "merchantStaff"])
    .select([
      "staff.id",
      "staff.login_id",
      "staff.name",
      "staff.role",
      "staff.role_id",
      "role.name as role_name",
      "staff.must_change_password",
      "staff.disabled_at",
    ])
    .select(({ selectFrom, exists, or }) => [
      selectFrom("staff_session").whereRef("staff_session.staff_id", "=", "staff.id")
        .select(({ fn }) => fn.max("created_at").as("at")).as("last_login_at"),
      or([
        exists(selectFrom("passkey").select("id").whereRef("passkey.staff_id", "=", "staff.id")),
        exists(
          selectFrom("code_app").select("staff_id")
            .whereRef("code_app.staff_id", "=", "staff.id").where("confirmed_at", "is not", null),
        ),
      ]).as("has_second_factor"),
    ])
    .orderBy(({ ref }) => ref("staff.disabled_at"), (order) => order.asc().nullsFirst())
    .orderBy("staff.role").orderBy("staff.name").orderBy("staff.id").execute();
}
