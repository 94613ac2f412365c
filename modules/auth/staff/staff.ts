import type { Kernel } from "@maru/kernel";
import type { StaffAuth, StaffSession } from "../auth.ts";
import { PasswordRefusedError, SessionEndedError, StaffLoginError } from "../errors.ts";
import { type StaffRow, tablesOf } from "../tables.ts";
import {
  createOrganisation,
  createStaff,
  disableStaff,
  listStaff,
  normaliseLoginId,
  unlockStaff,
} from "./accounts.ts";
import { type Attempts, createAttempts } from "./attempts.ts";
import { checkNewPassword, createPasswordCheck, hashPassword } from "./passwords.ts";
import {
  describeStaff,
  endStaffSessionByToken,
  endStaffSessions,
  findStaffSession,
  listStaffSessions,
  openStaffSession,
  staffOfSession,
} from "./staff_sessions.ts";

const LOGINS_PER_ADDRESS = { name: "auth.staff.address", max: 30, windowSeconds: 60 } as const;

interface StaffParts {
  readonly kernel: Kernel;
  readonly attempts: Attempts;
  readonly isRight: ReturnType<typeof createPasswordCheck>;
}

/** Staff: operators and people of institutions, who log in with an ID and a password. */
export function createStaffAuth({ kernel }: { kernel: Kernel }): StaffAuth {
  const parts = { kernel, attempts: createAttempts({ kernel }), isRight: createPasswordCheck() };
  return {
    logIn: (input) => logIn(parts, input),
    find: (token) => findStaffSession(kernel, token),
    logOut: (token) => endStaffSessionByToken(kernel, token),
    changePassword: (input) => changePassword(parts, input),
    createOrganisation: (tx, input) => createOrganisation(kernel, tx, input),
    createStaff: (tx, input) => createStaff(kernel, tx, input),
    list: (query) => listStaff(parts, query),
    unlock: (tx, input) => unlockStaff(parts, tx, input),
    disable: (tx, input) => disableStaff(kernel, tx, input),
    sessions: (staffId) => listStaffSessions(kernel, staffId),
    async endSession(tx, sessionId) {
      await tablesOf(tx).updateTable("staff_session").set({ ended_at: kernel.clock.now() })
        .where("id", "=", sessionId).where("ended_at", "is", null).execute();
    },
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
  const known = await requirePassword(parts, { loginId, staff, password: input.password });
  const { token, id } = await kernel.transaction(async (tx) => {
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
  const session = await describeStaff(kernel, id, known.id);
  if (session === undefined) throw new SessionEndedError(id);
  return { token, session };
}

/** @throws {StaffLoginError | StaffLockedError} */
async function requirePassword(
  { attempts, isRight }: StaffParts,
  { loginId, staff, password }: { loginId: string; staff?: StaffRow; password: string },
): Promise<StaffRow> {
  const triesLeft = await attempts.take(loginId);
  const matches = await isRight(staff?.password_hash, password);
  if (staff === undefined || !matches) throw new StaffLoginError(triesLeft);
  await attempts.clear(loginId);
  return staff;
}

async function changePassword(
  parts: StaffParts,
  { sessionId, current, next }: { sessionId: string; current: string; next: string },
): Promise<void> {
  const { kernel } = parts;
  const staff = await staffOfSession(kernel, sessionId);
  if (staff === undefined) throw new SessionEndedError(sessionId);
  await requirePassword(parts, { loginId: staff.login_id, staff, password: current });
  checkNewPassword(next, staff.login_id);
  if (await parts.isRight(staff.password_hash, next)) throw new PasswordRefusedError("reused");
  const passwordHash = await hashPassword(next);
  await kernel.transaction(async (tx) => {
    await tablesOf(tx).updateTable("staff")
      .set({ password_hash: passwordHash, must_change_password: false })
      .where("id", "=", staff.id).execute();
    await endStaffSessions(kernel, tx, { staffId: staff.id, exceptId: sessionId });
    await kernel.accessLog.record(tx, {
      actor: `staff:${staff.id}`,
      action: "staff.changePassword",
      subject: `staff:${staff.id}`,
    });
  });
}
