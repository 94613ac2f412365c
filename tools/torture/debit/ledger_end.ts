import { verifyLedger } from "@maru/ledger";
import type { App } from "../../../compose.ts";
import type { Violation } from "../invariants.ts";
import { sleep } from "../ports.ts";
import { rowsOf } from "../rows.ts";

export const WHOLE = "the ledger is whole: sums zero, stored balances are their postings";
export const REFUSED = "UPDATE, DELETE and TRUNCATE of postings are refused";
export const NAMED = "a posting bent with triggers off is named by ledger:verify";

const SEALED_MS_MAX = 60_000;
const LOOK_EVERY_MS = 1_000;
const CHANGES = [
  "update ledger.posting set amount = amount + 1",
  "delete from ledger.posting",
  "truncate ledger.posting cascade",
] as const;

/** restrict_violation, as the append-only triggers raise it. */
const APPEND_ONLY = "23001";

/** The ledger itself, after everything else was compared: the last act bends it. */
export async function tortureLedger(
  { app, databaseUrl }: { app: App; databaseUrl: string },
): Promise<{ postingCount: number; sealedCount: number; violations: Violation[] }> {
  const report = await waitForSeals(app);
  const violations: Violation[] = report.damages.map(({ kind, id, text }) => ({
    rule: WHOLE,
    what: `${kind} ${id}: ${text}`,
  }));
  for (const change of CHANGES) {
    const answer = await answerTo(app, change);
    if (answer !== APPEND_ONLY) {
      violations.push({ rule: REFUSED, what: `${change}: ${answer ?? "went through"}` });
    }
  }
  const bent = await bendOne(app);
  const { success, text } = await verifyByCommand(databaseUrl);
  if (success || bent === undefined || !text.includes(bent)) {
    violations.push({
      rule: NAMED,
      what: `${bent} was bent, the command said: ${text.slice(0, 500)}`,
    });
  }
  const { postingCount, sealedCount } = report;
  return { postingCount, sealedCount, violations };
}

/** Postings are sealed some seconds after they were made. */
async function waitForSeals(app: App) {
  for (let waitedMs = 0;; waitedMs += LOOK_EVERY_MS) {
    const report = await verifyLedger({ kernel: app.kernel });
    const isSealed = report.sealedCount === report.postingCount;
    if (isSealed || report.damageCount > 0 || waitedMs >= SEALED_MS_MAX) return report;
    await sleep(LOOK_EVERY_MS);
  }
}

/** Code of the error; none where the change went through. Any other error refuses by chance. */
async function answerTo(app: App, change: string): Promise<string | undefined> {
  try {
    await rowsOf(app, change);
    return undefined;
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}

/** As somebody with all rights of the server would: one won more, triggers asleep. */
async function bendOne(app: App): Promise<string | undefined> {
  const [row] = await rowsOf<{ id: string }>(
    app,
    `select id::text from ledger.posting where purpose = 'debit.collected' order by id limit 1`,
  );
  if (row === undefined) return undefined;
  // One statement string is one transaction, so that the setting ends with it.
  await rowsOf(
    app,
    `set local session_replication_role = replica;
     update ledger.posting set amount = amount + 1 where id = '${row.id}'`,
  );
  return row.id;
}

/** `deno task ledger:verify`, as an operator runs it. */
async function verifyByCommand(databaseUrl: string): Promise<{ success: boolean; text: string }> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["task", "--quiet", "ledger:verify"],
    env: { DATABASE_URL: databaseUrl, MARU_ENV: "development" },
  }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, text: `${decode(stdout)}${decode(stderr)}` };
}
