import type { BenchContext } from "./benches.ts";
import { BAD_EVERY, COLUMN_NAMES, writePayerFile } from "./debit_import_file.ts";
import { type ImportBench, withImportBench } from "./debit_import_world.ts";
import { compare, type Result } from "./measure.ts";
import { query } from "./own_database.ts";

const ROW_COUNT = 1_000_000;
const LOOK_EVERY_MS = 20;
const ACTOR = "system:bench";
const WRITTEN_TABLES = [
  ...["customer", "account", "instruction"],
  ...["import", "import_row", "import_bad_row"],
];

/**
 * Rows per second from the upload to customers, accounts, instructions and the file of errors, beside
 * `psql \copy` of the same file as it stands: texts into one table, logged, unique by merchant and
 * number as customers are. Ours looks at every row, seals its account, keeps the rows between dry run and
 * writing, and writes three tables with eleven indexes, which the plain table has not.
 */
export async function benchDebitImport({ databaseUrl }: BenchContext): Promise<Result[]> {
  const directory = await Deno.makeTempDir({ prefix: "maru-bench-" });
  try {
    const path = `${directory}/payers.csv`;
    await writePayerFile(path, ROW_COUNT);
    const result = await withImportBench({ databaseUrl, rowCount: ROW_COUNT }, async (bench) => {
      await createPlainTable(bench);
      return await compare({
        name: "debit-import",
        unit: "rows/s",
        isGreaterFaster: true,
        ours: () => importFile(bench, { path, errorPath: `${directory}/errors.csv` }),
        baseline: () => copyFile(bench, path),
      });
    });
    return [result];
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function importFile(
  { databaseUrl, imports, merchantId, contractId }: ImportBench,
  { path, errorPath }: { path: string; errorPath: string },
): Promise<number> {
  await query(
    databaseUrl,
    // As a replica, for the database refuses to forget customers and accounts.
    `set session_replication_role = replica;
     truncate ${WRITTEN_TABLES.map((table) => `debit.${table}`).join(", ")} cascade`,
  );
  await settle(databaseUrl);
  const startedMs = performance.now();
  const file = await Deno.open(path);
  const { id } = await imports.begin(merchantId, {
    contractId,
    fileName: "payers.csv",
    content: file.readable,
    actor: ACTOR,
  });
  await until(imports, { merchantId, id, state: "checked" });
  await imports.apply(merchantId, { id, which: "good", actor: ACTOR });
  const done = await until(imports, { merchantId, id, state: "done" });
  const errors = await imports.errorFile(merchantId, {
    id,
    format: "csv",
    words: ({ column, reason }) => `${column} ${reason}`,
  });
  await Deno.writeFile(errorPath, errors);
  const seconds = (performance.now() - startedMs) / 1_000;
  const badCount = Math.floor(ROW_COUNT / BAD_EVERY);
  if (done.appliedCount !== ROW_COUNT - badCount || done.badCount !== badCount) {
    throw new Error(`Cannot compare: ${done.appliedCount} rows written, ${done.badCount} bad`);
  }
  return ROW_COUNT / seconds;
}

async function until(
  imports: ImportBench["imports"],
  { merchantId, id, state }: { merchantId: string; id: string; state: string },
) {
  while (true) {
    const found = await imports.get(merchantId, id);
    if (found.state === state) return found;
    if (found.refusal !== undefined) throw new Error(`Cannot import: ${found.refusal}`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function createPlainTable({ databaseUrl, merchantId }: ImportBench): Promise<void> {
  const columns = COLUMN_NAMES.map((name) => `${name} text not null`).join(", ");
  await query(
    databaseUrl,
    `create table plain_payer (merchant_id uuid not null default '${merchantId}', ${columns},
       primary key (merchant_id, number))`,
  );
}

async function copyFile({ databaseUrl }: ImportBench, path: string): Promise<number> {
  await query(databaseUrl, "truncate plain_payer");
  await settle(databaseUrl);
  const startedMs = performance.now();
  const { code, stderr } = await new Deno.Command("psql", {
    args: [
      ...["-X", "-q", "-v", "ON_ERROR_STOP=1", databaseUrl, "-c"],
      `\\copy plain_payer (${COLUMN_NAMES.join(", ")}) from '${path}' with (format csv, header)`,
    ],
  }).output();
  if (code !== 0) throw new Error(`Cannot run psql: ${new TextDecoder().decode(stderr).trim()}`);
  return ROW_COUNT / ((performance.now() - startedMs) / 1_000);
}

/** Neither pays for what the other one left. */
async function settle(databaseUrl: string): Promise<void> {
  await query(databaseUrl, "checkpoint");
}
