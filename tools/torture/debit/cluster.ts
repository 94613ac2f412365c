import { freePort, sleep } from "../ports.ts";

/** A PostgreSQL cluster that belongs to this run alone, and that may be killed. */
export interface Cluster {
  /** Of an empty database. */
  readonly url: string;
  /** Like the machine's end: all its processes at once, or the first of them alone. */
  kill(how: "all" | "first"): void;
  /** Resolves when it answers again. */
  restart(): Promise<void>;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

const DEFAULT_ROOT = "/usr/lib/postgresql";
const DATABASE = "torture";
/** An interrupted run leaves nothing behind. */
const SIGNALS = ["SIGINT", "SIGTERM"] as const;
const START_TRY_COUNT_MAX = 60;
const TRY_EVERY_MS = 250;

/**
 * Makes a cluster with the binaries that `PG_BIN` names, by default the newest under
 * /usr/lib/postgresql. PostgreSQL refuses root, so that root makes it as `nobody`.
 *
 * @throws {RangeError} there are no such binaries
 */
export async function startCluster(): Promise<Cluster> {
  const binaries = Deno.env.get("PG_BIN") || newestBinaries();
  const directory = await Deno.makeTempDir({ prefix: "maru-torture-postgres-" });
  const data = `${directory}/data`;
  const port = freePort();
  const account = Deno.uid() === 0 ? ["runuser", "-u", "nobody", "--"] : [];
  if (account.length > 0) await run(["chown", "nobody", directory]);
  const asOwner = (program: string, ...args: string[]) =>
    run([...account, `${binaries}/${program}`, ...args]);
  await asOwner("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
  const flags = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1`;
  const start = () =>
    asOwner("pg_ctl", "-D", data, "-o", flags, "-l", `${directory}/log`, "-w", "start");
  await start();
  const remove = async () => {
    await asOwner("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop").catch(() => {});
    await Deno.remove(directory, { recursive: true });
  };
  const interrupted = () => void remove().finally(() => Deno.exit(130));
  for (const signal of SIGNALS) Deno.addSignalListener(signal, interrupted);
  await asOwner("createdb", "-h", directory, "-p", String(port), "-U", "postgres", DATABASE);

  return {
    url: `postgres://postgres@127.0.0.1:${port}/${DATABASE}`,
    kill(how) {
      const postmaster = postmasterOf(data);
      if (postmaster === undefined) return;
      const children = how === "all" ? childrenOf(postmaster) : [];
      for (const pid of [postmaster, ...children]) killQuietly(pid);
    },
    async restart() {
      // The shared memory is free once the last orphan has noticed.
      for (let count = 1;; count++) {
        try {
          return await start();
        } catch (error) {
          if (count === START_TRY_COUNT_MAX) throw error;
          await sleep(TRY_EVERY_MS);
        }
      }
    },
    async remove() {
      for (const signal of SIGNALS) Deno.removeSignalListener(signal, interrupted);
      await remove();
    },
  };
}

function newestBinaries(): string {
  const names = Array.from(readNames(DEFAULT_ROOT)).map(Number).filter(Number.isFinite);
  if (names.length === 0) throw new RangeError("Cannot find PostgreSQL's binaries: set PG_BIN");
  return `${DEFAULT_ROOT}/${Math.max(...names)}/bin`;
}

function* readNames(path: string): Generator<string> {
  try {
    for (const { name } of Deno.readDirSync(path)) yield name;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** Its number stands in the first line of its own file. */
function postmasterOf(data: string): number | undefined {
  try {
    return Number(Deno.readTextFileSync(`${data}/postmaster.pid`).split("\n")[0]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function childrenOf(pid: number): number[] {
  const { stdout } = new Deno.Command("ps", { args: ["-o", "pid=", "--ppid", String(pid)] })
    .outputSync();
  return new TextDecoder().decode(stdout).split("\n").map(Number).filter((child) => child > 0);
}

function killQuietly(pid: number): void {
  try {
    Deno.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/** A server that is started would keep pipes open, so that there are none. @throws {Error} */
async function run([program = "", ...args]: readonly string[]): Promise<void> {
  const silent = { stdin: "null", stdout: "null", stderr: "null" } as const;
  const { success, code } = await new Deno.Command(program, { args, ...silent }).output();
  if (!success) throw new Error(`Cannot run "${program} ${args.join(" ")}": it ended with ${code}`);
}
