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
  /** Refused when `MARU_ENV=production`. */
  readonly developmentOnly?: boolean;
  /** Makes a secret for development on the first start; it is kept in `DATA_DIR/secrets`. */
  readonly makeDevelopmentSecret?: () => string;
  /** @throws {RangeError} with a sentence that says what is wanted */
  parse(text: string): T;
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type ConfigOf<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

/** The settings of several modules, by module: `{ kernel: kernelSettings, auth: authSettings }`. */
export type SettingGroups = Readonly<Record<string, Settings>>;
export type ConfigOfGroups<G extends SettingGroups> = { readonly [K in keyof G]: ConfigOf<G[K]> };

export interface KernelConfig {
  readonly environment: "development" | "production";
  /** PostgreSQL URL; empty means embedded PGlite in `dataDirectory`. */
  readonly databaseUrl: string;
  /** PostgreSQL URL of a replica for reports and exports; empty means `databaseUrl`. */
  readonly databaseReadUrl?: string;
  /** Connections that one process holds at most; PGlite has one. */
  readonly databasePoolSizeMax: number;
  readonly dataDirectory: string;
  /** Base URL of the sandbox; empty in production. It may move the clock and allows private addresses. */
  readonly sandboxUrl: string;
  /** 32-byte keys, base64, `id:key` separated by commas; the first one seals. */
  readonly sealingKeys: readonly { readonly id: string; readonly key: Uint8Array }[];
  readonly indexKey: Uint8Array;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  /** Address that the pages and the API listen on. */
  readonly host: string;
  /** Port of the pages and the API. */
  readonly port: number;
  /** Internal port of `/metrics`; never open to the outside. */
  readonly metricsPort: number;
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies?: readonly string[];
}

export interface ConfigProblem {
  readonly env: string;
  /** What was found; a secret shows its length alone. */
  readonly got: string;
  readonly wanted: string;
  readonly example: string;
}

/** The configuration cannot be used; all problems stand together. */
export class ConfigError extends Error {
  override name = "ConfigError";
  constructor(readonly problems: readonly ConfigProblem[]) {
    super(
      "Cannot start with this configuration:\n" +
        problems.map((problem) =>
          `  ${problem.env}: got ${problem.got}, wanted ${problem.wanted}` +
          ` (for example ${problem.example})`
        ).join("\n"),
    );
  }
}

/**
 * Reads every setting of every group. An empty variable counts as unset.
 *
 * @throws {ConfigError} with all problems together
 */
export function readConfig<G extends SettingGroups>(
  environment: Readonly<Record<string, string>>,
  groups: G,
): ConfigOfGroups<G> {
  const problems: ConfigProblem[] = [];
  const config: Record<string, Record<string, unknown>> = {};
  for (const [group, settings] of Object.entries(groups)) {
    const values: Record<string, unknown> = config[group] = {};
    for (const [name, setting] of Object.entries(settings)) {
      const read = readSetting(environment, setting);
      if ("problem" in read) problems.push(read.problem);
      else values[name] = read.value;
    }
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config as ConfigOfGroups<G>;
}

/** Whether these variables ask for production. */
export function asksForProduction(environment: Readonly<Record<string, string>>): boolean {
  return environment.MARU_ENV?.trim() === "production";
}

function readSetting(
  environment: Readonly<Record<string, string>>,
  setting: Setting<unknown>,
): { value: unknown } | { problem: ConfigProblem } {
  const given = environment[setting.env] ?? "";
  const refuse = (wanted: string) => ({
    problem: { env: setting.env, got: shown(given, setting), wanted, example: setting.example },
  });
  const production = asksForProduction(environment);
  if (production && setting.developmentOnly && given !== "") {
    return refuse("no value, because MARU_ENV is production");
  }
  const fallback = production && setting.requiredInProduction ? undefined : setting.fallback;
  if (given === "" && fallback === undefined) return refuse(setting.description);
  try {
    return { value: setting.parse(given === "" ? fallback ?? "" : given) };
  } catch (error) {
    if (error instanceof RangeError) return refuse(error.message);
    throw error;
  }
}

function shown(given: string, setting: Setting<unknown>): string {
  if (given === "") return "nothing";
  return setting.secret ? `(secret, ${given.length} characters)` : JSON.stringify(given);
}
