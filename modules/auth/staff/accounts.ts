import type { Kernel, Transaction } from "@maru/kernel";
import type { StaffAccount, StaffAuth, StaffQuery } from "../auth.ts";
import { LoginIdTakenError } from "../errors.ts";
import { removeSecondFactors } from "../second_factors/reset.ts";
import { tablesOf } from "../tables.ts";
import type { Attempts } from "./attempts.ts";
import { containing } from "./organisations.ts";
import { normaliseLoginId } from "./login_ids.ts";
import { checkNewPassword, hashPassword, newPassword } from "./passwords.ts";
import { endStaffSessions } from "./staff_sessions.ts";

interface AccountParts {
  readonly kernel: Kernel;
  readonly attempts: Attempts;
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
    role_id: null,
    password_hash: await hashPassword(input.password),
    must_change_password: input.mustChangePassword,
    disabled_at: null,
    created_at: kernel.clock.now(),
  }).onConflict((conflict) => conflict.column("login_id").doNothing()).executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) throw new LoginIdTakenError(loginId);
  return { id };
}

export async function listStaff(
  { kernel, attempts }: AccountParts,
  { organisationId, staffId, text, limit }: StaffQuery,
): Promise<StaffAccount[]> {
  let selection = tablesOf(kernel.database.db).selectFrom("staff")
    .leftJoin("organisation", "organisation.id", "staff.organisation_id")
    .selectAll("staff").select("organisation.name as organisation_name").orderBy("login_id");
  if (organisationId !== undefined) {
    selection = selection.where("organisation_id", "=", organisationId);
  }
  if (staffId !== undefined) selection = selection.where("staff.id", "=", staffId);
  if (text !== undefined && text !== "") {
    const pattern = containing(text);
    selection = selection.where(({ eb, or }) =>
      or([
        eb("staff.login_id", "ilike", pattern),
        eb("staff.name", "ilike", pattern),
        eb("organisation.name", "ilike", pattern),
      ])
    );
  }
  if (limit !== undefined) selection = selection.limit(limit);
  const rows = await selection.execute();
  const locked = await attempts.locked(rows.map(({ login_id }) => login_id));
  return rows.map((row) => ({
    id: row.id,
    loginId: row.login_id,
    name: row.name,
    role: row.role,
    ...(row.organisation_id === null ? {} : { organisationId: row.organisation_id }),
    ...(row.organisation_name === null ? {} : { organisationName: row.organisation_name }),
    isLocked: locked.has(row.login_id),
    isDisabled: row.disabled_at !== null,
  }));
}

export interface ActOnStaff {
  readonly staffId: string;
  readonly actor: string;
}

export async function unlockStaff(
  { kernel, attempts }: AccountParts,
  tx: Transaction,
  act: ActOnStaff,
): Promise<void> {
  const { login_id } = await tablesOf(tx).selectFrom("staff").select("login_id")
    .where("id", "=", act.staffId).executeTakeFirstOrThrow();
  await attempts.clearIn(tx, login_id);
  await recordAct(kernel, tx, { ...act, action: "staff.unlock" });
}

export async function disableStaff(
  { kernel }: AccountParts,
  tx: Transaction,
  act: ActOnStaff,
): Promise<void> {
  await tablesOf(tx).updateTable("staff").set({ disabled_at: kernel.clock.now() })
    .where("id", "=", act.staffId).where("disabled_at", "is", null).execute();
  await endStaffSessions(kernel, tx, { staffId: act.staffId });
  await recordAct(kernel, tx, { ...act, action: "staff.disable" });
}

export async function resetPassword(
  { kernel, attempts }: AccountParts,
  tx: Transaction,
  act: ActOnStaff,
): Promise<{ password: string }> {
  const password = newPassword();
  const { login_id } = await tablesOf(tx).updateTable("staff")
    .set({ password_hash: await hashPassword(password), must_change_password: true })
    .where("id", "=", act.staffId).returning("login_id").executeTakeFirstOrThrow();
  await attempts.clearIn(tx, login_id);
  await endStaffSessions(kernel, tx, { staffId: act.staffId });
  await recordAct(kernel, tx, { ...act, action: "staff.resetPassword" });
  return { password };
}

export async function resetSecondFactor(
  kernel: Kernel,
  tx: Transaction,
  act: ActOnStaff,
): Promise<void> {
  await removeSecondFactors(tx, act.staffId);
  await recordAct(kernel, tx, { ...act, action: "staff.resetSecondFactor" });
}

/** What somebody did to an account, under the account's organisation. */
async function recordAct(
  kernel: Kernel,
  tx: Transaction,
  { staffId, actor, action }: ActOnStaff & { readonly action: string },
): Promise<void> {
  const { organisation_id } = await tablesOf(tx).selectFrom("staff").select("organisation_id")
    .where("id", "=", staffId).executeTakeFirstOrThrow();
  await kernel.accessLog.record(tx, {
    actor,
    ...(organisation_id === null ? {} : { tenantId: organisation_id }),
    action,
    subject: `staff:${staffId}`,
  });
}
