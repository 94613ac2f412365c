import type { Setting, SettingGroups } from "./config.ts";

/**
 * The text of `.env.example`: every setting of every group with what it means. Lines that have a
 * fallback are commented out and show it; those that production needs say so.
 */
export function environmentExample(groups: SettingGroups): string {
  const head =
    "# Settings. Copy this file to .env, change what you need, and name it at the start:\n" +
    "# deno task --env-file serve. Variables that are set already go before it.\n" +
    "# In development nothing is required: secrets are made on the first start.\n";
  const sections = Object.entries(groups).map(([group, settings]) =>
    [`# --- ${group} ---`, ...Object.values(settings).map(describe)].join("\n\n")
  );
  return head + sections.map((section) => `\n${section}\n`).join("");
}

function describe(setting: Setting<unknown>): string {
  const notes = [
    ...(setting.secret ? ["Secret."] : []),
    ...(isRequiredInProduction(setting) ? ["Required in production."] : []),
    ...(setting.developmentOnly ? ["Refused in production."] : []),
  ];
  return [
    ...wrap([`${capital(setting.description)}.`, ...notes].join(" ")).map((line) => `# ${line}`),
    `# ${setting.env}=${setting.fallback || setting.example}`,
  ].join("\n");
}

function isRequiredInProduction(setting: Setting<unknown>): boolean {
  return setting.requiredInProduction === true || setting.fallback === undefined;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const LINE_LENGTH_MAX = 96;

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE_LENGTH_MAX) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else lines.push(word);
  }
  return lines;
}
