import type { Kernel, Transaction } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import type { SessionLookup, SubmitterSession } from "../auth.ts";
import {
  ClientAlreadySetError,
  ClientNotAllowedError,
  DuplicateLoginError,
  SessionEndedError,
} from "../errors.ts";
import { SESSION_SUPERSEDED, type SessionSuperseded } from "../events.ts";
import { type AuthTables, type SubmitterSessionRow, tablesOf } from "../tables.ts";
import { sha256Hex } from "../tokens.ts";

const IDLE_MS = 30 * 60_000;
export const SESSION_LIFETIME_MS = 4 * 3_600_000;
/** A page with an event stream asks often; the row is written once a minute. */
const TOUCH_EVERY_MS = 60_000;

/** The session of a token, and that it was seen now. */
export async function findSession(kernel: Kernel, token: string): Promise<SessionLookup> {
  const tables = tablesOf(kernel.database.db);
  const row = await tables.selectFrom("submitter_session").selectAll()
    .where("token_hash", "=", sha256Hex(token)).executeTakeFirst();
  if (row === undefined || row.state === "ended") return { state: "none" };
  const now = kernel.clock.now();
  if (row.state === "superseded") {
    return { state: "superseded", session: await describe(kernel, tables, row) };
  }
  if (endsAt(row) <= now) {
    await endRow(tables, row.id, now);
    return { state: "none" };
  }
  if (now.getTime() - row.last_seen_at.getTime() >= TOUCH_EVERY_MS) {
    await tables.updateTable("submitter_session").set({ last_seen_at: now })
      .where("id", "=", row.id).where("state", "=", "live").execute();
    row.last_seen_at = now;
  }
  return { state: "live", session: await describe(kernel, tables, row) };
}

export async function endSession(kernel: Kernel, token: string): Promise<void> {
  await tablesOf(kernel.database.db).updateTable("submitter_session")
    .set({ state: "ended", ended_at: kernel.clock.now() })
    .where("token_hash", "=", sha256Hex(token)).where("state", "=", "live").execute();
}

/**
 * The session is live, and stays so until the transaction ends.
 *
 * @throws {DuplicateLoginError | SessionEndedError}
 */
export async function requireLiveSession(
  kernel: Kernel,
  tx: Transaction,
  sessionId: string,
): Promise<SubmitterSessionRow> {
  const row = await tablesOf(tx).selectFrom("submitter_session").selectAll()
    .where("id", "=", sessionId).forShare().executeTakeFirst();
  if (row?.state === "superseded") throw new DuplicateLoginError(sessionId);
  const isLive = row?.state === "live" && endsAt(row) > kernel.clock.now();
  if (!isLive) throw new SessionEndedError(sessionId);
  return row;
}

/**
 * Ends the live session of a certificate as superseded and tells others. One that had run out
 * anyway just ends.
 */
export async function supersedeSession(
  kernel: Kernel,
  tx: Transaction,
  { fingerprint, by }: { fingerprint: string; by: SessionSuperseded["by"] },
): Promise<SubmitterSessionRow | undefined> {
  const tables = tablesOf(tx);
  const now = kernel.clock.now();
  const row = await tables.selectFrom("submitter_session").selectAll()
    .where("certificate_fingerprint", "=", fingerprint).where("state", "=", "live")
    .forUpdate().executeTakeFirst();
  if (row === undefined) return undefined;
  if (endsAt(row) <= now) {
    await endRow(tables, row.id, now);
    return undefined;
  }
  await tables.updateTable("submitter_session").set({ state: "superseded", ended_at: now })
    .where("id", "=", row.id).execute();
  const data: SessionSuperseded = {
    sessionId: row.id,
    certificateFingerprint: fingerprint,
    by,
  };
  await kernel.events.publish(tx, { type: SESSION_SUPERSEDED, data: { ...data } });
  return row;
}

/** @throws {ClientNotAllowedError | ClientAlreadySetError | DuplicateLoginError | SessionEndedError} */
export async function setSessionClient(
  kernel: Kernel,
  tx: Transaction,
  sessionId: string,
  client: { businessNumber: string; name: string },
): Promise<void> {
  const row = await requireLiveSession(kernel, tx, sessionId);
  if (row.submitter_type !== "taxAgent") throw new ClientNotAllowedError(row.submitter_type);
  const updated = await tablesOf(tx).updateTable("submitter_session")
    .set({ client_business_number: client.businessNumber, client_name: client.name })
    .where("id", "=", sessionId)
    .where((where) =>
      where.or([
        where("client_business_number", "is", null),
        where("client_business_number", "=", client.businessNumber),
      ])
    ).executeTakeFirst();
  if (updated.numUpdatedRows === 0n) throw new ClientAlreadySetError(sessionId);
}

/** Idle for half an hour, or four hours after the login, whichever comes first. */
function endsAt(row: Pick<SubmitterSessionRow, "last_seen_at" | "expires_at">): Date {
  return new Date(Math.min(row.last_seen_at.getTime() + IDLE_MS, row.expires_at.getTime()));
}

async function endRow(tables: Kysely<AuthTables>, id: string, now: Date): Promise<void> {
  await tables.updateTable("submitter_session").set({ state: "ended", ended_at: now })
    .where("id", "=", id).where("state", "=", "live").execute();
}

export async function describe(
  kernel: Kernel,
  tables: Kysely<AuthTables>,
  row: SubmitterSessionRow,
): Promise<SubmitterSession> {
  const phone = await kernel.sealing.open(
    phonePlace("submitter_session", row.id),
    row.phone_sealed,
  );
  const client = row.client_business_number === null || row.client_name === null
    ? {}
    : { client: { businessNumber: row.client_business_number, name: row.client_name } };
  return {
    id: row.id,
    submitterId: row.submitter_id,
    submitterType: row.submitter_type,
    certificateFingerprint: row.certificate_fingerprint,
    certificateKind: row.certificate_kind,
    subjectName: row.subject_name,
    ...(row.business_number === null ? {} : { businessNumber: row.business_number }),
    submitterName: row.submitter_name,
    phone,
    phoneMasked: row.phone_masked,
    ...client,
    needsFirstConsent: await needsFirstConsent(tables, row.submitter_id, kernel.clock.now()),
    createdAt: row.created_at,
    expiresAt: endsAt(row),
  };
}

export function phonePlace(table: "submitter" | "submitter_session", row: string) {
  return { table: `auth.${table}`, column: "phone", row };
}

/** Whether the terms or the collection of personal data wait for a yes in their current version. */
async function needsFirstConsent(
  tables: Kysely<AuthTables>,
  submitterId: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ missing: boolean }>`
    select exists (
      select 1 from auth.consent_document d
      where d.kind in ('service', 'personalData')
        and d.version = (
          select max(version) from auth.consent_document
          where kind = d.kind and effective_from <= ${now})
        and not exists (
          select 1 from auth.consent c
          where c.submitter_id = ${submitterId} and c.kind = d.kind and c.version = d.version)
    ) as missing`.execute(tables);
  return rows[0]?.missing ?? true;
}
