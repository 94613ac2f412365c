import { machineTime } from "./clock.ts";
import type { KernelConfig } from "./config.ts";
import { maskFields, maskText } from "./masking.ts";

export type LogFields = Readonly<Record<string, unknown>>;

/**
 * One JSON object a line on standard output. Values are masked: known secret names are dropped,
 * digit runs that look like resident, account or phone numbers are covered.
 */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds `fields` to each line, e.g. `{ requestId }`. */
  with(fields: LogFields): Logger;
}

const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = typeof LEVELS[number];

export interface LoggerOptions {
  /** Lines below this level are not written. */
  readonly level: KernelConfig["logLevel"];
  /** Takes one line without its line end. Default: standard output. */
  readonly write?: (line: string) => void;
}

/** A logger of lines `{"time", "level", "message", …fields}`; a field cannot take those names. */
export function createLogger(
  { level, write = (line) => console.log(line) }: LoggerOptions,
): Logger {
  return loggerWith({ levelMin: LEVELS.indexOf(level), write, fields: {} });
}

function loggerWith(
  options: { levelMin: number; write: (line: string) => void; fields: LogFields },
): Logger {
  const { levelMin, write, fields } = options;

  function line(level: Level, message: string, more: LogFields = {}): void {
    if (LEVELS.indexOf(level) < levelMin) return;
    const own = { time: machineTime().toISOString(), level, message: maskText(message) };
    // Named twice: the first puts them first in the line, the last keeps a field from taking over.
    write(JSON.stringify({ ...own, ...maskFields({ ...fields, ...more }), ...own }));
  }

  return {
    debug: (message, more) => line("debug", message, more),
    info: (message, more) => line("info", message, more),
    warn: (message, more) => line("warn", message, more),
    error: (message, more) => line("error", message, more),
    with: (more) => loggerWith({ levelMin, write, fields: { ...fields, ...more } }),
  };
}
