/**
 * A child process of the launcher: it ends when its standard input ends, so that a launcher that
 * was killed leaves nothing behind.
 *
 * @module
 */

export interface ChildOptions {
  readonly name: string;
  /** Arguments of `deno`, e.g. `["run", "--allow-net", "main.ts"]`. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Child {
  readonly name: string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number>;
  /** Asks it to stop by closing its input; after `graceMs` it is killed. */
  stop(graceMs: number): Promise<void>;
}

/** Starts `deno` with a piped standard input; its output goes to ours. */
export function startChild(options: ChildOptions): Child {
  // `Deno.execPath()` names a file that does not exist under npx; the name on PATH does.
  const process = new Deno.Command("deno", {
    args: [...options.args],
    env: { ...options.env, EXIT_WITH_STDIN: "1" },
    stdin: "piped",
  }).spawn();
  const ended = process.status.then((status) => status.code);
  return {
    name: options.name,
    ended,
    async stop(graceMs) {
      await process.stdin.close().catch(() => {});
      const timer = setTimeout(() => killQuietly(process), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function killQuietly(process: Deno.ChildProcess): void {
  try {
    process.kill("SIGKILL");
  } catch {
    // It ended by itself between the check and the kill.
  }
}
