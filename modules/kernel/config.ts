/**
 * Configuration is read once at start. Each module lists its settings; a wrong or missing one stops
 * the start with a line that says what was got and what is wanted. A secret's value is never shown.
 */
export interface Setting<T> {
  /** Name of the environment variable. */
  readonly env: string;
  readonly description: string;
  /** What a right value looks like; it stands in `.env.example`. */
  readonly example: string;
  readonly secret?: boolean;
  /** Used where the variable is unset. Without it the setting is required. */
  readonly fallback?: string;
  /** Required when `MARU_ENV=production`, even where a fallback exists. */
  readonly requiredInProduction?: boolean;
  /** @throws {RangeError} with a sentence that says what is wanted */
  parse(text: string): T;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type ConfigOf<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

export interface KernelConfig {
  readonly environment: "development" | "production";
  /** PostgreSQL URL; empty means embedded PGlite in `dataDirectory`. */
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  /** Base URL of the sandbox; empty in production. It may move the clock and allows private addresses. */
  readonly sandboxUrl: string;
  /** 32-byte keys, base64, `id:key` separated by commas; the first one seals. */
  readonly sealingKeys: readonly { readonly id: string; readonly key: Uint8Array }[];
  readonly indexKey: Uint8Array;
  readonly logLevel: "debug" | "info" | "warn" | "error";
}
