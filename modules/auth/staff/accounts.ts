import type { Kernel, Transaction } from "@maru/kernel";
import type { StaffAccount, StaffAuth } from "../auth.ts";
import { LoginIdTakenError } from "../errors.ts";
import { tablesOf } from "../tables.ts";
import type { Attempts } from "./attempts.ts";
import { checkNewPassword, hashPassword } from "./passwords.ts";
import { endStaffSessions } from "./staff_sessions.ts";

export function normaliseLoginId(loginId: string): string {
  return loginId.normalize("NFKC").trim().toLowerCase();
}

export async function createOrganisation(
  kernel: Kernel,
  tx: Transaction,
  input: { name: string; businessNumber?: string },
): Promise<{ id: string }> {
  const id = kernel.uuid();
  await tablesOf(tx).insertInto("organisation").values({
    id,
    name: input.name,
    business_number: input.businessNumber ?? null,
    created_at: kernel.clock.now(),
  }).execute();
  return { id };
}

/** @throws {LoginIdTakenError | PasswordRefusedError} */
export async function createStaff(
  kernel: Kernel,
  tx: Transaction,
  input: Parameters<StaffAuth["createStaff"]>[1],
): Promise<{ id: string }> {
  const loginId = normaliseLoginId(input.loginId);
  checkNewPassword(input.password, loginId);
  const id = kernel.uuid();
  const inserted = await tablesOf(tx).insertInto("staff").values({
    id,
    organisation_id: input.organisationId ?? null,
    login_id: loginId,
    name: input.name,
    role: input.role,
    password_hash: await hashPassword(input.password),
    must_change_password: input.mustChangePassword,
    disabled_at: null,
    created_at: kernel.clock.now(),
  }).onConflict((conflict) => conflict.column("login_id").doNothing()).executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) throw new LoginIdTakenError(loginId);
  return { id };
}

export async function listStaff(
  { kernel, attempts }: { kernel: Kernel; attempts: Attempts },
  { organisationId }: { organisationId?: string },
): Promise<StaffAccount[]> {
  let selection = tablesOf(kernel.database.db).selectFrom("staff").selectAll().orderBy("login_id");
  if (organisationId !== undefined) {
    selection = selection.where("organisation_id", "=", organisationId);
  }
  const rows = await selection.execute();
  return await Promise.all(rows.map(async (row) => ({
    id: row.id,
    loginId: row.login_id,
    name: row.name,
    role: row.role,
    ...(row.organisation_id === null ? {} : { organisationId: row.organisation_id }),
    isLocked: await attempts.isLocked(row.login_id),
    isDisabled: row.disabled_at !== null,
  })));
}

export async function unlockStaff(
  { kernel, attempts }: { kernel: Kernel; attempts: Attempts },
  tx: Transaction,
  { staffId, actor }: { staffId: string; actor: string },
): Promise<void> {
  const { login_id } = await tablesOf(tx).selectFrom("staff").select("login_id")
    .where("id", "=", staffId).executeTakeFirstOrThrow();
  await attempts.clearIn(tx, login_id);
  await kernel.accessLog.record(tx, { actor, action: "staff.unlock", subject: `staff:${staffId}` });
}

export async function disableStaff(
  kernel: Kernel,
  tx: Transaction,
  { staffId, actor }: { staffId: string; actor: string },
): Promise<void> {
  await tablesOf(tx).updateTable("staff").set({ disabled_at: kernel.clock.now() })
    .where("id", "=", staffId).where("disabled_at", "is", null).execute();
  await endStaffSessions(kernel, tx, { staffId });
  await kernel.accessLog.record(tx, {
    actor,
    action: "staff.disable",
    subject: `staff:${staffId}`,
  });
}
