import { asksForProduction, type ConfigOfGroups, readConfig } from "./config.ts";
import type { Setting, SettingGroups } from "./config.ts";
import { kernelSettings } from "./kernel_settings.ts";

/**
 * The configuration of this process: the environment, completed in development by secrets that are
 * made on the first start.
 *
 * @throws {ConfigError} with all problems together
 */
export async function loadConfig<G extends SettingGroups>(
  environment: Readonly<Record<string, string>>,
  groups: G,
): Promise<ConfigOfGroups<G>> {
  if (asksForProduction(environment)) return readConfig(environment, groups);
  const dataDirectory = environment.DATA_DIR || kernelSettings.dataDirectory.fallback;
  const secrets = await developmentSecrets(dataDirectory, groups);
  const given = Object.entries(environment).filter(([, value]) => value !== "");
  return readConfig({ ...secrets, ...Object.fromEntries(given) }, groups);
}

/**
 * Secrets for development by variable name: read from `{dataDirectory}/secrets`, made there on the
 * first start. Processes that start together end with the same ones.
 */
export async function developmentSecrets(
  dataDirectory: string,
  groups: SettingGroups = { kernel: kernelSettings },
): Promise<Record<string, string>> {
  const folder = `${dataDirectory}/secrets`;
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const secrets: Record<string, string> = {};
  for (const setting of Object.values(groups).flatMap((settings) => Object.values(settings))) {
    if (setting.makeDevelopmentSecret === undefined) continue;
    secrets[setting.env] = await readOrMake(`${folder}/${setting.env}`, setting);
  }
  return secrets;
}

async function readOrMake(path: string, setting: Setting<unknown>): Promise<string> {
  const found = await readIfThere(path);
  if (found !== undefined) return found;
  const draft = `${path}.${crypto.randomUUID()}`;
  const made = setting.makeDevelopmentSecret?.() ?? "";
  await Deno.writeTextFile(draft, `${made}\n`, { createNew: true, mode: 0o600 });
  try {
    // A link appears whole or not at all, and never over another process's secret.
    await Deno.link(draft, path);
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  } finally {
    await Deno.remove(draft);
  }
  return (await Deno.readTextFile(path)).trim();
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return (await Deno.readTextFile(path)).trim();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
