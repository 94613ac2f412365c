/**
 * Refuses another module's database schema, in `withSchema("…")` and in raw SQL.
 *
 * @module
 */
import { memberOf, pathInHouse, SCHEMA_OWNERS } from "./house.ts";

/** Why a schema is refused in a file of `member`, or undefined. */
function refuseSchema(member: string, schema: string): string | undefined {
  // Tools and composition prove things over the whole database; no module does.
  if (member === "root") return undefined;
  const owner = SCHEMA_OWNERS[schema];
  if (owner === undefined) return `Schema "${schema}" is not in the table of the house`;
  return owner === member ? undefined : `"${member}" may not touch the schema of "${owner}"`;
}

/** Schemas of others that a piece of raw SQL names, e.g. `from auth.session`. */
function foreignSchemas(member: string, sql: string): string[] {
  const named = sql.matchAll(
    /\b(?:from|join|into|update|table|exists)\s+"?([a-z_]+)"?\."?[a-z_]/gi,
  );
  return [...named].flatMap(([, schema]) => {
    const lower = schema?.toLowerCase() ?? "";
    return lower in SCHEMA_OWNERS && refuseSchema(member, lower) ? [lower] : [];
  });
}

export const schemaRule: Deno.lint.Rule = {
  create(context) {
    const path = pathInHouse(context.filename);
    if (path === undefined) return {};
    const member = memberOf(path);
    return {
      CallExpression(node) {
        const callee = node.callee;
        if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
        if (callee.property.name !== "withSchema") return;
        const schema = node.arguments[0];
        const name = schema?.type === "Literal" ? schema.value : undefined;
        const message = typeof name === "string"
          ? refuseSchema(member, name)
          : "withSchema() takes the module's own schema as a literal";
        if (message) context.report({ node, message });
      },
      TaggedTemplateExpression(node) {
        if (node.tag.type !== "Identifier" || node.tag.name !== "sql") return;
        const text = node.quasi.quasis.map((quasi) => quasi.raw).join(" ? ");
        for (const schema of foreignSchemas(member, text)) {
          context.report({ node, message: `Raw SQL of "${member}" names the schema "${schema}"` });
        }
      },
    };
  },
};
