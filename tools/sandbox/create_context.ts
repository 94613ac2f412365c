import type { SandboxClock, SandboxContext } from "./context.ts";
import { createFaultSwitches } from "./fault_switches.ts";

export interface ContextOptions {
  /** DATA_DIR; the sandbox keeps to its folder `sandbox`. */
  readonly dataDirectory: string;
  readonly port: number;
  /** Milliseconds between the real time and the sandbox's at the start. */
  readonly clockOffsetMs?: number;
  readonly isQuiet?: boolean;
}

/** Makes the folder and what every part of the sandbox shares. */
export function createSandboxContext(options: ContextOptions): SandboxContext {
  const dataDirectory = `${options.dataDirectory}/sandbox`;
  Deno.mkdirSync(dataDirectory, { recursive: true });
  const journalPath = `${dataDirectory}/journal.ndjson`;
  Deno.writeTextFileSync(journalPath, "", { append: true });
  const clock = createClock(options.clockOffsetMs ?? 0);
  const now = () => new Date(Date.now() + clock.offsetMs);
  return {
    now,
    clock,
    dataDirectory,
    port: options.port,
    agencyBaseUrl: `http://127.0.0.1:${options.port}`,
    faults: createFaultSwitches(),
    log(event, fields = {}) {
      if (options.isQuiet) return;
      console.log(JSON.stringify({ at: now().toISOString(), event, ...fields }));
    },
    journal(kind, fields) {
      const line = JSON.stringify({
        at: now().toISOString(),
        realMs: Date.now(),
        kind,
        ...fields,
      });
      Deno.writeTextFileSync(journalPath, `${line}\n`, { append: true });
    },
  };
}

function createClock(startOffsetMs: number): SandboxClock {
  let offsetMs = startOffsetMs;
  return {
    get offsetMs() {
      return offsetMs;
    },
    set(ms) {
      offsetMs = ms;
    },
  };
}
