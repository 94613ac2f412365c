/**
 * `ledger:verify [--seal NUMBER:HASH]`: proves the ledger of the configured database, and ends with
 * status 1 where something is wrong. `--seal` is a seal that was noted down outside the database:
 * the application writes each into its log as "postings sealed".
 *
 * @module
 */
import { parseArgs } from "node:util";
import { createKernel, kernelSettings, loadConfig } from "@maru/kernel";
import { verifyLedger, type VerifyReport } from "@maru/ledger";
import { runCommand } from "./run_command.ts";

const USAGE = "Cannot verify. Usage: ledger:verify [--seal NUMBER:HASH]";
const UNDEFINED_TABLE = "42P01";
const SEAL = /^\d+:[0-9a-f]{64}$/;

/** The ledger is not whole; what is wrong was printed. */
class LedgerDamagedError extends Error {
  override name = "LedgerDamagedError";
  constructor(readonly damageCount: number) {
    super(`The ledger is damaged: ${damageCount} findings`);
  }
}

async function verify(): Promise<void> {
  const noted = readNoted(Deno.args);
  const { kernel: config } = await loadConfig(Deno.env.toObject(), { kernel: kernelSettings });
  const kernel = await createKernel({ ...config, sandboxUrl: "" }, { migrate: false })
    .catch(tellMissingSchema);
  try {
    const report = await verifyLedger({ kernel, ...(noted === undefined ? {} : { noted }) })
      .catch(tellMissingSchema);
    for (const line of linesOf(report)) console.log(line);
    if (report.damageCount > 0) throw new LedgerDamagedError(report.damageCount);
  } finally {
    await kernel.stop();
  }
}

/** A database that was never migrated, or not since there is a ledger. */
function tellMissingSchema(error: unknown): never {
  const isMissing = error instanceof Error &&
    ("code" in error && error.code === UNDEFINED_TABLE || /not installed/.test(error.message));
  throw isMissing ? new RangeError("Cannot verify: the database is not migrated yet") : error;
}

/** @throws {RangeError} with the usage, where an argument is unknown or no seal */
function readNoted(args: readonly string[]): string | undefined {
  try {
    const { values } = parseArgs({ args: [...args], options: { seal: { type: "string" } } });
    if (values.seal === undefined || SEAL.test(values.seal)) return values.seal;
  } catch {
    // It ends below, in the words of this command.
  }
  throw new RangeError(USAGE);
}

/** What is printed: a line for each finding, and what was looked at. */
export function linesOf(report: VerifyReport): string[] {
  const { postingCount, sealedCount, unsealedSince, head, damages, damageCount } = report;
  const untold = damageCount - damages.length;
  return [
    ...damages.map(({ kind, id, text }) => `${kind} ${id}: ${text}`),
    ...(untold > 0 ? [`and ${untold} more`] : []),
    `${postingCount} postings, ${sealedCount} of them sealed`,
    ...(unsealedSince === undefined ? [] : [`not sealed since ${unsealedSince.toISOString()}`]),
    ...(head === undefined ? [] : [`last seal ${head}`]),
    ...(damageCount === 0 ? ["The ledger is whole"] : []),
  ];
}

if (import.meta.main) await runCommand(verify, (error) => error instanceof LedgerDamagedError);
