/**
 * PostgreSQL's own load generator, as a peer for statements that we send.
 *
 * @module
 */

const FOLDERS = "/usr/lib/postgresql";

export interface PgbenchOptions {
  readonly databaseUrl: string;
  /** A script in pgbench's language. */
  readonly script: string;
  readonly clientCount: number;
  readonly transactionsPerClient: number;
}

/**
 * Runs the script with prepared statements and answers transactions per second.
 *
 * @throws {Error} pgbench is not there, or a transaction failed
 */
export async function runPgbench(options: PgbenchOptions): Promise<number> {
  const file = await Deno.makeTempFile({ suffix: ".sql" });
  try {
    await Deno.writeTextFile(file, options.script);
    const { code, stdout, stderr } = await new Deno.Command(findPgbench(), {
      args: [
        ...["-n", "-M", "prepared", "-f", file],
        ...["-c", String(options.clientCount), "-j", "2"],
        ...["-t", String(options.transactionsPerClient)],
        options.databaseUrl,
      ],
    }).output();
    const text = new TextDecoder().decode(stdout);
    const rate = /tps = ([\d.]+)/.exec(text)?.[1];
    if (code !== 0 || rate === undefined) {
      throw new Error(`Cannot run pgbench: ${new TextDecoder().decode(stderr).trim()}`);
    }
    return Number(rate);
  } finally {
    await Deno.remove(file);
  }
}

/** `PG_BIN` names the folder; else the newest version that Debian installed, or the one on PATH. */
function findPgbench(): string {
  const folder = Deno.env.get("PG_BIN");
  if (folder) return `${folder}/pgbench`;
  const versions = [...readFolder(FOLDERS)].toSorted((one, other) => Number(other) - Number(one));
  const found = versions.map((version) => `${FOLDERS}/${version}/bin/pgbench`).find(isThere);
  return found ?? "pgbench";
}

function* readFolder(path: string): Generator<string> {
  if (!isThere(path)) return;
  for (const { name } of Deno.readDirSync(path)) yield name;
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path) !== undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
