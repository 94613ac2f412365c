import type { Kernel, Transaction } from "@maru/kernel";
import type { StaffSession, StaffSessionEntry } from "../auth.ts";
import { type StaffRow, type StaffSessionRow, tablesOf } from "../tables.ts";
import { newToken, sha256Hex } from "../tokens.ts";

const IDLE_MS = 30 * 60_000;
const LIFETIME_MS = 10 * 3_600_000;
const TOUCH_EVERY_MS = 60_000;

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
  }).execute();
  return { token, id };
}

export async function findStaffSession(
  kernel: Kernel,
  token: string,
): Promise<StaffSession | undefined> {
  const row = await readSession(kernel, "token_hash", sha256Hex(token));
  if (row === undefined) return undefined;
  const now = kernel.clock.now();
  if (now.getTime() - row.last_seen_at.getTime() >= TOUCH_EVERY_MS) {
    await tablesOf(kernel.database.db).updateTable("staff_session").set({ last_seen_at: now })
      .where("id", "=", row.id).execute();
  }
  return await describeStaff(kernel, row.id, row.staff_id);
}

/** The account behind a session that still runs. */
export async function staffOfSession(
  kernel: Kernel,
  sessionId: string,
): Promise<StaffRow | undefined> {
  const row = await readSession(kernel, "id", sessionId);
  return row === undefined ? undefined : await readStaff(kernel, row.staff_id);
}

async function readSession(
  kernel: Kernel,
  column: "id" | "token_hash",
  value: string,
): Promise<StaffSessionRow | undefined> {
  const now = kernel.clock.now();
  return await tablesOf(kernel.database.db).selectFrom("staff_session").selectAll()
    .where(column, "=", value).where("ended_at", "is", null).where("expires_at", ">", now)
    .where("last_seen_at", ">", new Date(now.getTime() - IDLE_MS)).executeTakeFirst();
}

async function readStaff(kernel: Kernel, id: string): Promise<StaffRow | undefined> {
  return await tablesOf(kernel.database.db).selectFrom("staff").selectAll().where("id", "=", id)
    .where("disabled_at", "is", null).executeTakeFirst();
}

export async function describeStaff(
  kernel: Kernel,
  sessionId: string,
  staffId: string,
): Promise<StaffSession | undefined> {
  const staff = await readStaff(kernel, staffId);
  if (staff === undefined) return undefined;
  const organisation = staff.organisation_id === null
    ? undefined
    : await tablesOf(kernel.database.db).selectFrom("organisation").selectAll()
      .where("id", "=", staff.organisation_id).executeTakeFirstOrThrow();
  return {
    id: sessionId,
    staffId: staff.id,
    name: staff.name,
    role: staff.role,
    ...(organisation === undefined
      ? {}
      : { organisationId: organisation.id, organisationName: organisation.name }),
    mustChangePassword: staff.must_change_password,
  };
}

export async function endStaffSessionByToken(kernel: Kernel, token: string): Promise<void> {
  await tablesOf(kernel.database.db).updateTable("staff_session")
    .set({ ended_at: kernel.clock.now() })
    .where("token_hash", "=", sha256Hex(token)).where("ended_at", "is", null).execute();
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
