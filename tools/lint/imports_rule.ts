/**
 * Refuses relative imports into another member, and directions that the house does not allow.
 *
 * @module
 */
import { ALLOWED_IMPORTS, memberOf, pathInHouse, resolveRelative } from "./house.ts";

/** Why an import is refused, or undefined where it is allowed. */
function refuseImport(path: string, specifier: string): string | undefined {
  const member = memberOf(path);
  if (specifier.startsWith(".")) {
    const target = memberOf(resolveRelative(path, specifier));
    return target === member
      ? undefined
      : `Relative import "${specifier}" leaves "${member}" for "${target}": import "@maru/${target}"`;
  }
  const name = specifier.match(/^@maru\/([a-z_]+)/)?.[1];
  if (name === undefined || name === member) return undefined;
  return ALLOWED_IMPORTS[member]?.includes(name)
    ? undefined
    : `"${member}" may not import "${name}": the direction is not in the table of the house`;
}

export const importsRule: Deno.lint.Rule = {
  create(context) {
    const path = pathInHouse(context.filename);
    if (path === undefined) return {};
    const check = (node: Deno.lint.Node, source: unknown) => {
      if (typeof source !== "string") return;
      const message = refuseImport(path, source);
      if (message) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => {
        if (node.source.type === "Literal") check(node, node.source.value);
      },
      TSImportType: (node) => {
        const argument = node.argument;
        if (argument.type === "TSLiteralType" && argument.literal.type === "Literal") {
          check(node, argument.literal.value);
        } else if ("value" in argument) check(node, argument.value);
      },
    };
  },
};
