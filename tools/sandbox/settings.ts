import { type HoursMode, readClients } from "./agencies/mod.ts";
import { type ClearingOptions, readClearingOptions } from "./clearing/mod.ts";

/** What the environment may set. */
export interface SandboxSettings {
  /** SANDBOX_PORT, 8002 where absent. */
  readonly port: number;
  /** SANDBOX_HOST, 127.0.0.1 where absent. */
  readonly host: string;
  /** DATA_DIR, ./data where absent. */
  readonly dataDirectory: string;
  /** SANDBOX_LATENCY: how slow agencies are, 0 to 10; a quarter of the real delays where absent. */
  readonly latencyFactor: number;
  /** SANDBOX_HOURS: `always` or `real` (08–22 in Korea for some agencies). */
  readonly hoursMode: HoursMode;
  /** SANDBOX_CLIENTS: `id:secret,id:secret`. */
  readonly clients: ReadonlyMap<string, string>;
  /** SANDBOX_ROOTS_DIR: roots that the agencies trust; the sandbox's own where absent. */
  readonly rootsDirectory?: string;
  /** SANDBOX_SFTP_PORT: files of the clearing house and the banks, 8003 where absent. */
  readonly sftpPort: number;
  readonly clearing: ClearingOptions;
  /** EXIT_WITH_STDIN=1: the process ends when its standard input does. */
  readonly exitsWithStdin: boolean;
  /** SANDBOX_QUIET=1: no log lines. */
  readonly isQuiet: boolean;
}

/** A setting has a value that it cannot have. */
export class SettingError extends Error {
  override readonly name = "SettingError";
  constructor(readonly setting: string, value: string, expected: string) {
    super(`Cannot start the sandbox: ${setting} is "${value}", ${expected} is needed`);
  }
}

/** @throws {SettingError} */
export function readSettings(read: (name: string) => string | undefined): SandboxSettings {
  const hoursMode = read("SANDBOX_HOURS") || "always";
  if (hoursMode !== "always" && hoursMode !== "real") {
    throw new SettingError("SANDBOX_HOURS", hoursMode, "always or real");
  }
  const rootsDirectory = read("SANDBOX_ROOTS_DIR");
  return {
    port: readNumber(read, "SANDBOX_PORT", { otherwise: 8002, max: 65_535 }),
    host: read("SANDBOX_HOST") || "127.0.0.1",
    dataDirectory: read("DATA_DIR") || "./data",
    latencyFactor: readNumber(read, "SANDBOX_LATENCY", { otherwise: 0.25, max: 10 }),
    hoursMode,
    clients: readClients(read("SANDBOX_CLIENTS") || "maru-demo:maru-demo-secret"),
    ...(rootsDirectory ? { rootsDirectory } : {}),
    sftpPort: readNumber(read, "SANDBOX_SFTP_PORT", { otherwise: 8003, max: 65_535 }),
    clearing: readClearingOptions(read),
    exitsWithStdin: read("EXIT_WITH_STDIN") === "1",
    isQuiet: read("SANDBOX_QUIET") === "1",
  };
}

function readNumber(
  read: (name: string) => string | undefined,
  name: string,
  options: { otherwise: number; max: number },
): number {
  const text = read(name);
  if (text === undefined || text === "") return options.otherwise;
  const value = Number(text);
  if (!(value >= 0 && value <= options.max)) {
    throw new SettingError(name, text, `a number from 0 to ${options.max}`);
  }
  return value;
}
