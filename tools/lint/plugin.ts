/**
 * The lint plugin of the house; `deno lint` loads it by the root's deno.json.
 *
 * @module
 */
import { htmlRule } from "./html_rule.ts";
import { importsRule } from "./imports_rule.ts";
import { schemaRule } from "./schema_rule.ts";

const plugin: Deno.lint.Plugin = {
  name: "maru",
  rules: { imports: importsRule, schema: schemaRule, html: htmlRule },
};

export default plugin;
