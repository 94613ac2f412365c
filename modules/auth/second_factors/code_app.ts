import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { CodeAppExistsError, SecondFactorRefusedError } from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { fromBase32, matchingStep, newTotpSecret, toBase32, totpUri } from "./totp.ts";

/** The app that makes codes: its secret, sealed, and the last step that was used. */
export interface CodeApp {
  /** @throws {CodeAppExistsError} */
  begin(staffId: string): Promise<void>;
  waiting(staffId: string): Promise<{ secret: string; uri: string } | undefined>;
  /** The first code makes the app count. @throws {SecondFactorRefusedError} */
  enrol(tx: Transaction, input: { staffId: string; code: string }): Promise<void>;
  /** Whether the code is right and neither it nor a later one was used. */
  accept(staffId: string, code: string): Promise<boolean>;
  since(staffId: string): Promise<Date | undefined>;
}

export function createCodeApp({ kernel }: { kernel: Kernel }): CodeApp {
  return {
    begin: (staffId) => begin(kernel, staffId),
    async waiting(staffId) {
      const row = await read(kernel.database.db, staffId);
      if (row === undefined || row.confirmed_at !== null) return undefined;
      const secret = await openSecret(kernel, row);
      return { secret: toBase32(secret), uri: totpUri({ secret, account: row.login_id }) };
    },
    enrol: (tx, input) => enrol(kernel, tx, input),
    accept: (staffId, code) => accept(kernel, { staffId, code }),
    async since(staffId) {
      return (await read(kernel.database.db, staffId))?.confirmed_at ?? undefined;
    },
  };
}

async function begin(kernel: Kernel, staffId: string): Promise<void> {
  const sealed = await kernel.sealing.seal(placeOf(staffId), toBase32(newTotpSecret()));
  const values = { secret_sealed: sealed, last_step: 0n, created_at: kernel.clock.now() };
  const row = await tablesOf(kernel.database.db).insertInto("code_app")
    .values({ staff_id: staffId, confirmed_at: null, ...values })
    .onConflict((conflict) =>
      conflict.column("staff_id").doUpdateSet(values).where("code_app.confirmed_at", "is", null)
    ).executeTakeFirst();
  if (row.numInsertedOrUpdatedRows === 0n) throw new CodeAppExistsError();
}

async function enrol(
  kernel: Kernel,
  tx: Transaction,
  { staffId, code }: { staffId: string; code: string },
): Promise<void> {
  const row = await read(tx, staffId);
  if (row === undefined || row.confirmed_at !== null) throw new SecondFactorRefusedError();
  const step = await stepOf(kernel, tx, { row, code });
  if (step === undefined) throw new SecondFactorRefusedError();
  const { numUpdatedRows } = await tablesOf(tx).updateTable("code_app")
    .set({ confirmed_at: kernel.clock.now(), last_step: step })
    .where("staff_id", "=", staffId).where("secret_sealed", "=", row.secret_sealed)
    .where("confirmed_at", "is", null).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new SecondFactorRefusedError();
}

async function accept(
  kernel: Kernel,
  { staffId, code }: { staffId: string; code: string },
): Promise<boolean> {
  const row = await read(kernel.database.db, staffId);
  if (row === undefined || row.confirmed_at === null) return false;
  const step = await stepOf(kernel, kernel.database.db, { row, code });
  if (step === undefined) return false;
  // Whoever moves the step forward used the code; all others come too late.
  const { numUpdatedRows } = await tablesOf(kernel.database.db).updateTable("code_app")
    .set({ last_step: step }).where("staff_id", "=", staffId)
    .where("secret_sealed", "=", row.secret_sealed).where("last_step", "<", step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

type Handle = Parameters<typeof tablesOf>[0];
type Row = NonNullable<Awaited<ReturnType<typeof read>>>;

async function read(handle: Handle, staffId: string) {
  return await tablesOf(handle).selectFrom("code_app")
    .innerJoin("staff", "staff.id", "code_app.staff_id")
    .selectAll("code_app").select("staff.login_id")
    .where("staff_id", "=", staffId).executeTakeFirst();
}

/**
 * The telephone that makes the codes knows nothing of a moved clock: they are compared with the
 * machine time of the database, as leases are (`docs/decisions/0006`).
 */
async function stepOf(
  kernel: Kernel,
  handle: Handle,
  { row, code }: { row: Row; code: string },
): Promise<bigint | undefined> {
  const { rows: [clock] } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(handle);
  if (clock === undefined) return undefined;
  return matchingStep({ secret: await openSecret(kernel, row), code, at: clock.at });
}

async function openSecret(kernel: Kernel, row: Row): Promise<Uint8Array> {
  return fromBase32(await kernel.sealing.open(placeOf(row.staff_id), row.secret_sealed));
}

function placeOf(staffId: string) {
  return { table: "auth.code_app", column: "secret_sealed", row: staffId };
}
