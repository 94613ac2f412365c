import type { Kernel, Transaction } from "@maru/kernel";
import type { StaffLoginEntry, StaffRole, StaffSession, StaffSessionEntry } from "../auth.ts";
import { type StaffRow, tablesOf } from "../tables.ts";
import { newToken, sha256Hex } from "../tokens.ts";
import { type Right, RIGHTS, rightsIn } from "./rights.ts";

const IDLE_MS = 30 * 60_000;
const LIFETIME_MS = 10 * 3_600_000;
const TOUCH_EVERY_MS = 60_000;
const LOGINS_SHOWN_MAX = 20;

export async function openStaffSession(
  kernel: Kernel,
  tx: Transaction,
  { staff, address }: { staff: StaffRow; address: string },
): Promise<{ token: string; id: string }> {
  const id = kernel.uuid();
  const token = newToken();
  const now = kernel.clock.now();
  await tablesOf(tx).insertInto("staff_session").values({
    id,
    token_hash: sha256Hex(token),
    staff_id: staff.id,
    address,
    created_at: now,
    last_seen_at: now,
    expires_at: new Date(now.getTime() + LIFETIME_MS),
    ended_at: null,
    password_at: now,
    second_factor_at: null,
  }).execute();
  return { token, id };
}

export async function findStaffSession(
  kernel: Kernel,
  token: string,
): Promise<StaffSession | undefined> {
  const found = await readSession(kernel, { token });
  if (found === undefined) return undefined;
  const now = kernel.clock.now();
  if (now.getTime() - found.lastSeenAt.getTime() >= TOUCH_EVERY_MS) {
    await tablesOf(kernel.database.db).updateTable("staff_session").set({ last_seen_at: now })
      .where("id", "=", found.session.id).execute();
  }
  return found.session;
}

/** A session that still runs, by its id. */
export async function staffSessionById(
  kernel: Kernel,
  sessionId: string,
): Promise<StaffSession | undefined> {
  return (await readSession(kernel, { id: sessionId }))?.session;
}

/** The account behind a session that still runs. */
export async function staffOfSession(
  kernel: Kernel,
  sessionId: string,
): Promise<StaffRow | undefined> {
  const session = await staffSessionById(kernel, sessionId);
  if (session === undefined) return undefined;
  return await tablesOf(kernel.database.db).selectFrom("staff").selectAll()
    .where("id", "=", session.staffId).where("disabled_at", "is", null).executeTakeFirst();
}

/** Session, account, organisation, role and second factor in one question: every page asks it. */
async function readSession(
  kernel: Kernel,
  by: { readonly token: string } | { readonly id: string },
): Promise<{ session: StaffSession; lastSeenAt: Date } | undefined> {
  const now = kernel.clock.now();
  const row = await tablesOf(kernel.database.db).selectFrom("staff_session as session")
    .innerJoin("staff", "staff.id", "session.staff_id")
    .leftJoin("organisation", "organisation.id", "staff.organisation_id")
    .leftJoin("role", (join) =>
      join.onRef("role.organisation_id", "=", "staff.organisation_id")
        .onRef("role.id", "=", "staff.role_id"))
    .where("session.ended_at", "is", null).where("session.expires_at", ">", now)
    .where("session.last_seen_at", ">", new Date(now.getTime() - IDLE_MS))
    .where("staff.disabled_at", "is", null)
    .where(
      "token" in by ? "session.token_hash" : "session.id",
      "=",
      "token" in by ? sha256Hex(by.token) : by.id,
    )
    .select([
      "session.id",
      "session.last_seen_at",
      "session.second_factor_at",
      "staff.id as staff_id",
      "staff.name",
      "staff.role",
      "staff.must_change_password",
      "staff.organisation_id",
      "organisation.name as organisation_name",
      "role.rights",
    ])
    .select(({ exists, or, selectFrom }) =>
      or([
        exists(selectFrom("passkey").select("id").whereRef("passkey.staff_id", "=", "staff.id")),
        exists(
          selectFrom("code_app").select("staff_id")
            .whereRef("code_app.staff_id", "=", "staff.id").where("confirmed_at", "is not", null),
        ),
      ]).as("is_enrolled")
    ).executeTakeFirst();
  if (row === undefined) return undefined;
  return { session: describe(row), lastSeenAt: row.last_seen_at };
}

interface FoundSession {
  readonly id: string;
  readonly staff_id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly must_change_password: boolean;
  readonly organisation_id: string | null;
  readonly organisation_name: string | null;
  readonly rights: string[] | null;
  readonly is_enrolled: unknown;
  readonly second_factor_at: Date | null;
}

function describe(row: FoundSession): StaffSession {
  return {
    id: row.id,
    staffId: row.staff_id,
    name: row.name,
    role: row.role,
    ...(row.organisation_id === null ? {} : { organisationId: row.organisation_id }),
    ...(row.organisation_name === null ? {} : { organisationName: row.organisation_name }),
    mustChangePassword: row.must_change_password,
    rights: rightsOf(row.role, row.rights ?? []),
    secondFactor: {
      isEnrolled: row.is_enrolled === true,
      ...(row.second_factor_at === null ? {} : { confirmedAt: row.second_factor_at }),
    },
  };
}

/** An administrator has every right; others of a merchant have their role's, and nobody else any. */
export function rightsOf(role: StaffRole, words: readonly string[]): Right[] {
  if (role === "merchantAdmin") return [...RIGHTS];
  return role === "merchantStaff" ? rightsIn(words) : [];
}

export async function endStaffSessionByToken(kernel: Kernel, token: string): Promise<void> {
  await tablesOf(kernel.database.db).updateTable("staff_session")
    .set({ ended_at: kernel.clock.now() })
    .where("token_hash", "=", sha256Hex(token)).where("ended_at", "is", null).execute();
}

/** Ends one session; whoever did it is the account itself. */
export async function endStaffSession(
  kernel: Kernel,
  tx: Transaction,
  sessionId: string,
): Promise<void> {
  const ended = await tablesOf(tx).updateTable("staff_session")
    .set({ ended_at: kernel.clock.now() })
    .where("id", "=", sessionId).where("ended_at", "is", null)
    .returning("staff_id").executeTakeFirst();
  if (ended === undefined) return;
  await kernel.accessLog.record(tx, {
    actor: `staff:${ended.staff_id}`,
    action: "staff.endSession",
    subject: `session:${sessionId}`,
  });
}

/** Ends every session of the account but this one. */
export async function endOtherStaffSessions(
  kernel: Kernel,
  tx: Transaction,
  sessionId: string,
): Promise<void> {
  const { staff_id: staffId } = await tablesOf(tx).selectFrom("staff_session").select("staff_id")
    .where("id", "=", sessionId).executeTakeFirstOrThrow();
  await endStaffSessions(kernel, tx, { staffId, exceptId: sessionId });
  await kernel.accessLog.record(tx, {
    actor: `staff:${staffId}`,
    action: "staff.endOtherSessions",
    subject: `staff:${staffId}`,
  });
}

/** Ends the sessions of an account, but for the one that is named. */
export async function endStaffSessions(
  kernel: Kernel,
  tx: Transaction,
  { staffId, exceptId }: { staffId: string; exceptId?: string },
): Promise<void> {
  let update = tablesOf(tx).updateTable("staff_session").set({ ended_at: kernel.clock.now() })
    .where("staff_id", "=", staffId).where("ended_at", "is", null);
  if (exceptId !== undefined) update = update.where("id", "<>", exceptId);
  await update.execute();
}

export async function listStaffSessions(
  kernel: Kernel,
  staffId: string,
): Promise<StaffSessionEntry[]> {
  const now = kernel.clock.now();
  const rows = await tablesOf(kernel.database.db).selectFrom("staff_session").selectAll()
    .where("staff_id", "=", staffId).where("ended_at", "is", null).where("expires_at", ">", now)
    .where("last_seen_at", ">", new Date(now.getTime() - IDLE_MS))
    .orderBy("created_at", "desc").execute();
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }));
}

/** The last logins of an account, ended ones too. */
export async function listStaffLogins(
  kernel: Kernel,
  staffId: string,
): Promise<StaffLoginEntry[]> {
  const rows = await tablesOf(kernel.database.db).selectFrom("staff_session")
    .select(["created_at", "address"]).where("staff_id", "=", staffId)
    .orderBy("created_at", "desc").limit(LOGINS_SHOWN_MAX).execute();
  return rows.map((row) => ({ at: row.created_at, address: row.address }));
}
