import { type Kernel, maskPhone, type Transaction } from "@maru/kernel";
import type { Kysely } from "kysely";
import type { SubmitterType } from "../auth.ts";
import { type AuthTables, type SubmitterSessionRow, tablesOf } from "../tables.ts";
import { newToken, sha256Hex } from "../tokens.ts";
import type { AcceptedCertificate } from "./certificate_check.ts";
import { phonePlace, SESSION_LIFETIME_MS } from "./sessions.ts";

/** A login that passed every check. */
export interface AcceptedLogin extends AcceptedCertificate {
  readonly submitterType: SubmitterType;
  readonly businessNumber?: string;
  readonly submitterName: string;
  readonly phone: string;
  readonly certificateKind: "file" | "cloud";
}

/** Notes the certificate. From here on other logins with it wait until the transaction ends. */
export async function recordCertificate(
  kernel: Kernel,
  tx: Transaction,
  { checked: { certificate }, fingerprint, policyOid }: AcceptedLogin,
): Promise<void> {
  const now = kernel.clock.now();
  await tablesOf(tx).insertInto("certificate").values({
    fingerprint,
    issuer_name: certificate.issuerDisplayName,
    serial_hex: certificate.serialHex,
    policy_oid: policyOid,
    not_after: certificate.notAfter,
    first_login_at: now,
    last_login_at: now,
  }).onConflict((conflict) => conflict.column("fingerprint").doUpdateSet({ last_login_at: now }))
    .execute();
}

/** The submitter whom the certificate stands for: found again, or made. */
export async function recordSubmitter(
  kernel: Kernel,
  tx: Transaction,
  login: AcceptedLogin,
): Promise<string> {
  const tables = tablesOf(tx);
  const subjectIndex = await subjectIndexOf(kernel, login);
  const now = kernel.clock.now();
  const newId = kernel.uuid();
  await tables.insertInto("submitter").values({
    id: newId,
    submitter_type: login.submitterType,
    subject_index: subjectIndex,
    created_at: now,
    ...await changeable(kernel, login, newId),
  }).onConflict((conflict) => conflict.columns(["submitter_type", "subject_index"]).doNothing())
    .execute();
  const { id } = await tables.selectFrom("submitter").select("id")
    .where("submitter_type", "=", login.submitterType).where("subject_index", "=", subjectIndex)
    .executeTakeFirstOrThrow();
  if (id !== newId) await updateSubmitter(kernel, tables, { id, login });
  return id;
}

async function updateSubmitter(
  kernel: Kernel,
  tables: Kysely<AuthTables>,
  { id, login }: { id: string; login: AcceptedLogin },
): Promise<void> {
  await tables.updateTable("submitter").set(await changeable(kernel, login, id))
    .where("id", "=", id).execute();
}

async function changeable(kernel: Kernel, login: AcceptedLogin, id: string) {
  return {
    subject_name: login.checked.certificate.displayName,
    business_number: login.businessNumber ?? null,
    submitter_name: login.submitterName,
    phone_sealed: await kernel.sealing.seal(phonePlace("submitter", id), login.phone),
    phone_masked: maskPhone(login.phone),
    last_login_at: kernel.clock.now(),
  };
}

/**
 * What identifies a submitter must be proved by the certificate. Where the virtual id proves the
 * business number that is enough; a representative only claims it, so his own subject stands beside.
 */
async function subjectIndexOf(kernel: Kernel, login: AcceptedLogin): Promise<string> {
  const { certificate } = login.checked;
  const subject = `${certificate.issuer.organization}/${certificate.subject.text}`;
  const proved = {
    corporation: login.businessNumber,
    proprietorByBusiness: login.businessNumber,
    taxAgent: login.businessNumber,
    proprietorByRepresentative: `${login.businessNumber}/${subject}`,
    individual: subject,
  }[login.submitterType];
  return await kernel.sealing.blindIndex("auth.submitter.subject", proved ?? "");
}

export async function recordSession(
  kernel: Kernel,
  tx: Transaction,
  { login, submitterId }: { login: AcceptedLogin; submitterId: string },
): Promise<{ token: string; row: SubmitterSessionRow }> {
  const id = kernel.uuid();
  const token = newToken();
  const now = kernel.clock.now();
  const row = await tablesOf(tx).insertInto("submitter_session").values({
    id,
    token_hash: sha256Hex(token),
    submitter_id: submitterId,
    submitter_type: login.submitterType,
    certificate_fingerprint: login.fingerprint,
    certificate_kind: login.certificateKind,
    subject_name: login.checked.certificate.displayName,
    business_number: login.businessNumber ?? null,
    submitter_name: login.submitterName,
    phone_sealed: await kernel.sealing.seal(phonePlace("submitter_session", id), login.phone),
    phone_masked: maskPhone(login.phone),
    client_business_number: null,
    client_name: null,
    state: "live",
    created_at: now,
    last_seen_at: now,
    expires_at: new Date(now.getTime() + SESSION_LIFETIME_MS),
    ended_at: null,
  }).returningAll().executeTakeFirstOrThrow();
  return { token, row };
}
