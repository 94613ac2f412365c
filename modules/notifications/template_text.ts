import { TemplateValueMissingError } from "./errors.ts";

const VARIABLE = /#\{([^{}]+)\}/g;

/** The names of the variables, each once, in their order. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map((match) => match[1] ?? ""))];
}

/**
 * The text with its values. A value is put in as it is: `#{…}` inside of one is not filled again.
 *
 * @throws {TemplateValueMissingError} with all names that have no value
 */
export function fillTemplate(
  template: { code: string; text: string },
  values: Readonly<Record<string, string>>,
): string {
  const missing = variablesOf(template.text).filter((name) => !Object.hasOwn(values, name));
  if (missing.length > 0) throw new TemplateValueMissingError(template.code, missing);
  return template.text.replace(VARIABLE, (_whole, name: string) => values[name] ?? "");
}
