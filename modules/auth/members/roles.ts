import type { Kernel, Transaction } from "@maru/kernel";
import type { Members, OrganisationRole, Right } from "../auth.ts";
import { RoleNameTakenError } from "../errors.ts";
import { requireRole } from "../staff/create_member.ts";
import { rightsIn } from "../staff/rights.ts";
import { tablesOf } from "../tables.ts";
import { type Manager, requireHas } from "./manager_rules.ts";

export async function listRoles(
  kernel: Kernel,
  organisationId: string,
): Promise<OrganisationRole[]> {
  const rows = await tablesOf(kernel.database.db).selectFrom("role")
    .leftJoin("staff", (join) =>
      join.onRef("staff.organisation_id", "=", "role.organisation_id")
        .onRef("staff.role_id", "=", "role.id").on("staff.disabled_at", "is", null))
    .where("role.organisation_id", "=", organisationId)
    .groupBy(["role.organisation_id", "role.id"]).orderBy("role.name")
    .select(["role.id", "role.name", "role.rights"])
    .select(({ fn }) => fn.count<bigint>("staff.id").as("member_count")).execute();
  return rows.map(({ id, name, rights, member_count }) => ({
    id,
    name,
    rights: rightsIn(rights),
    memberCount: Number(member_count),
  }));
}

/** @throws {RoleNotFoundError | RoleNameTakenError | MemberRuleError} */
export async function saveRole(
  kernel: Kernel,
  tx: Transaction,
  manager: Manager,
  { roleId, name, rights }: Parameters<Members["saveRole"]>[2],
): Promise<{ id: string }> {
  const { organisationId, actor } = manager;
  requireHas(manager, rights);
  // Who lacks a right may not take it from others either.
  if (roleId !== undefined) {
    requireHas(manager, (await requireRole(tx, { organisationId, roleId })).rights);
  }
  const id = roleId ?? kernel.uuid();
  if (await isNameTaken(tx, { organisationId, id, name })) throw new RoleNameTakenError(name);
  await writeRole(kernel, tx, { organisationId, id, name, rights });
  await kernel.accessLog.record(tx, {
    actor,
    tenantId: organisationId,
    action: "member.saveRole",
    subject: `role:${id}`,
    reason: rights.join(" "),
  });
  return { id };
}

interface RoleToWrite {
  readonly organisationId: string;
  readonly id: string;
  readonly name: string;
  readonly rights: readonly Right[];
}

async function isNameTaken(
  tx: Transaction,
  { organisationId, id, name }: Omit<RoleToWrite, "rights">,
): Promise<boolean> {
  // Two who take a name at once take turns here.
  await tablesOf(tx).selectFrom("organisation").select("id").where("id", "=", organisationId)
    .forUpdate().executeTakeFirst();
  const other = await tablesOf(tx).selectFrom("role").select("id")
    .where("organisation_id", "=", organisationId).where("name", "=", name)
    .where("id", "<>", id).executeTakeFirst();
  return other !== undefined;
}

async function writeRole(
  kernel: Kernel,
  tx: Transaction,
  { organisationId, id, name, rights }: RoleToWrite,
): Promise<void> {
  await tablesOf(tx).insertInto("role").values({
    organisation_id: organisationId,
    id,
    name,
    rights: [...rights],
    created_at: kernel.clock.now(),
  }).onConflict((conflict) =>
    conflict.columns(["organisation_id", "id"]).doUpdateSet({ name, rights: [...rights] })
  ).execute();
}
