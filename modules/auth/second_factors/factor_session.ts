import type { Kernel, Transaction } from "@maru/kernel";
import type { FactorRequest, StaffSession } from "../auth.ts";
import { SecondFactorNeededError, SessionEndedError } from "../errors.ts";
import { isSecondFactorRecent, SECOND_FACTOR_LASTS_MS } from "../second_factors.ts";
import { staffSessionById } from "../staff/staff_sessions.ts";
import { tablesOf } from "../tables.ts";

/** @throws {SessionEndedError} */
export async function requireSession(kernel: Kernel, sessionId: string): Promise<StaffSession> {
  const session = await staffSessionById(kernel, sessionId);
  if (session === undefined) throw new SessionEndedError(sessionId);
  return session;
}

/**
 * A session that may enrol and remove factors: who stole a session that was left open may not put a
 * factor of his own in.
 *
 * @throws {SecondFactorNeededError | SessionEndedError}
 */
export async function requireMayChange(kernel: Kernel, sessionId: string): Promise<StaffSession> {
  const session = await requireSession(kernel, sessionId);
  if (!await mayChange(kernel, session)) throw new SecondFactorNeededError();
  return session;
}

/** A factor was proved of late or, before the first one is enrolled, the password was. */
export async function mayChange(kernel: Kernel, session: StaffSession): Promise<boolean> {
  const now = kernel.clock.now();
  if (session.secondFactor.isEnrolled) return isSecondFactorRecent(session, now);
  const row = await tablesOf(kernel.database.db).selectFrom("staff_session").select("password_at")
    .where("id", "=", session.id).executeTakeFirst();
  if (row === undefined || row.password_at === null) return false;
  const ageMs = now.getTime() - row.password_at.getTime();
  return ageMs >= 0 && ageMs < SECOND_FACTOR_LASTS_MS;
}

/** From now on the session counts as proved. */
export async function markProved(
  kernel: Kernel,
  tx: Transaction,
  { id }: StaffSession,
): Promise<void> {
  await tablesOf(tx).updateTable("staff_session").set({ second_factor_at: kernel.clock.now() })
    .where("id", "=", id).where("ended_at", "is", null).execute();
}

/** One line of the access log about one's own second factor. */
export async function recordFactor(
  kernel: Kernel,
  tx: Transaction,
  { session, request, action, factor }: {
    readonly session: StaffSession;
    readonly request: FactorRequest;
    readonly action: "enrol" | "rename" | "remove" | "confirm" | "refuse" | "renewCodes";
    readonly factor: "passkey" | "codeApp" | "recoveryCode";
  },
): Promise<void> {
  await kernel.accessLog.record(tx, {
    actor: `staff:${session.staffId}`,
    ...(session.organisationId === undefined ? {} : { tenantId: session.organisationId }),
    address: request.address,
    action: `secondFactor.${action}`,
    subject: `staff:${session.staffId}`,
    reason: factor,
  });
}
