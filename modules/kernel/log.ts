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
