import type { Kernel, Transaction } from "@maru/kernel";
import type { StaffAuth, StaffSession } from "../auth.ts";
import { PasswordRefusedError, SessionEndedError, StaffLoginError } from "../errors.ts";
import { type StaffRow, tablesOf } from "../tables.ts";
import {
  createStaff,
  disableStaff,
  listStaff,
  resetPassword,
  resetSecondFactor,
  unlockStaff,
} from "./accounts.ts";
import { type Attempts, createAttempts, TRY_COUNT_MAX } from "./attempts.ts";
import { createMember } from "./create_member.ts";
import { normaliseLoginId } from "./login_ids.ts";
import { createOrganisation, findOrganisation, listOrganisations } from "./organisations.ts";
import { createPasswordProof, type PasswordProof } from "./password_proof.ts";
import { checkNewPassword, hashPassword } from "./passwords.ts";
import {
  endOtherStaffSessions,
  endStaffSession,
  endStaffSessionByToken,
  endStaffSessions,
  findStaffSession,
  listStaffLogins,
  listStaffSessions,
  openStaffSession,
  staffSessionById,
} from "./staff_sessions.ts";

const LOGINS_PER_ADDRESS = { name: "auth.staff.address", max: 30, windowSeconds: 60 } as const;

interface StaffParts {
  readonly kernel: Kernel;
  readonly attempts: Attempts;
  readonly passwords: PasswordProof;
}

/** Everybody who logs in with an ID and a password: operators, people of institutions and merchants. */
export function createStaffAuth({ kernel }: { kernel: Kernel }): StaffAuth {
  const attempts = createAttempts({ kernel });
  const parts = { kernel, attempts, passwords: createPasswordProof({ kernel, attempts }) };
  return {
    logIn: (input) => logIn(parts, input),
    find: (token) => findStaffSession(kernel, token),
    logOut: (token) => endStaffSessionByToken(kernel, token),
    changePassword: (input) => changePassword(parts, input),
    createOrganisation: (tx, input) => createOrganisation(kernel, tx, input),
    organisations: (query) => listOrganisations(kernel, query),
    organisation: (id) => findOrganisation(kernel, id),
    createStaff: (tx, input) => createStaff(kernel, tx, input),
    createMember: (tx, input) => createMember(kernel, tx, input),
    list: (query) => listStaff(parts, query),
    unlock: (tx, input) => unlockStaff(parts, tx, input),
    disable: (tx, input) => disableStaff(parts, tx, input),
    resetPassword: (tx, input) => resetPassword(parts, tx, input),
    resetSecondFactor: (tx, input) => resetSecondFactor(kernel, tx, input),
    sessions: (staffId) => listStaffSessions(kernel, staffId),
    logins: (staffId) => listStaffLogins(kernel, staffId),
    endSession: (tx, sessionId) => endStaffSession(kernel, tx, sessionId),
    endOtherSessions: (tx, sessionId) => endOtherStaffSessions(kernel, tx, sessionId),
  };
}

async function logIn(
  parts: StaffParts,
  input: { loginId: string; password: string; address: string },
): Promise<{ token: string; session: StaffSession }> {
  const { kernel } = parts;
  await kernel.rateLimits.consume({ ...LOGINS_PER_ADDRESS, value: input.address });
  const loginId = normaliseLoginId(input.loginId);
  const staff = await tablesOf(kernel.database.db).selectFrom("staff").selectAll()
    .where("login_id", "=", loginId).where("disabled_at", "is", null).executeTakeFirst();
  const known = await parts.passwords.require({
    loginId,
    ...(staff === undefined ? {} : { staff }),
    password: input.password,
    address: input.address,
  });
  const { token, id } = await kernel.transaction(async (tx) => {
    if (!await isStillRight(tx, known)) throw new StaffLoginError(TRY_COUNT_MAX);
    const opened = await openStaffSession(kernel, tx, { staff: known, address: input.address });
    await kernel.accessLog.record(tx, {
      actor: `staff:${known.id}`,
      ...(known.organisation_id === null ? {} : { tenantId: known.organisation_id }),
      address: input.address,
      action: "staff.login",
      subject: `staff:${known.id}`,
    });
    return opened;
  });
  const session = await staffSessionById(kernel, id);
  if (session === undefined) throw new SessionEndedError(id);
  return { token, session };
}

/**
 * Whether the password that was looked at is the account's to this moment. Locks the row, so that a
 * reset or an end of the account comes before this login or ends its session.
 */
async function isStillRight(tx: Transaction, staff: StaffRow): Promise<boolean> {
  const row = await tablesOf(tx).selectFrom("staff").select("id").where("id", "=", staff.id)
    .where("password_hash", "=", staff.password_hash).where("disabled_at", "is", null)
    .forShare().executeTakeFirst();
  return row !== undefined;
}

async function changePassword(
  parts: StaffParts,
  { sessionId, current, next }: { sessionId: string; current: string; next: string },
): Promise<void> {
  const { kernel } = parts;
  const staff = await parts.passwords.requireOf({ sessionId, password: current });
  checkNewPassword(next, staff.login_id);
  if (await parts.passwords.isRight(staff.password_hash, next)) {
    throw new PasswordRefusedError("reused");
  }
  const passwordHash = await hashPassword(next);
  await kernel.transaction(async (tx) => {
    const { numUpdatedRows } = await tablesOf(tx).updateTable("staff")
      .set({ password_hash: passwordHash, must_change_password: false })
      .where("id", "=", staff.id).where("password_hash", "=", staff.password_hash)
      .executeTakeFirst();
    // Somebody reset it meanwhile, and with that ended this session.
    if (numUpdatedRows === 0n) throw new SessionEndedError(sessionId);
    await endStaffSessions(kernel, tx, { staffId: staff.id, exceptId: sessionId });
    await kernel.accessLog.record(tx, {
      actor: `staff:${staff.id}`,
      action: "staff.changePassword",
      subject: `staff:${staff.id}`,
    });
  });
}
