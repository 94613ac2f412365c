/**
 * Checks htm templates, which have no types: balanced tags, void elements closed, buttons typed.
 *
 * @module
 */

import { memberOf, pathInHouse } from "./house.ts";

/** Stands for one `${…}` of the template. */
const HOLE = "\uE000";

const VOID = new Set(
  "area base br col embed hr img input link meta source track wbr".split(" "),
);

/** What is wrong with the text of one template whose expressions are {@linkcode HOLE}. */
function templateProblems(text: string): string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const tag of tags(text)) {
    if (tag.closing) close(tag.name, open, problems);
    else openTag(tag, open, problems);
  }
  for (const name of open) problems.push(`<${shown(name)}> is never closed`);
  return problems;
}

interface Tag {
  readonly name: string;
  readonly attributes: string;
  readonly closing: boolean;
  readonly selfClosed: boolean;
}

function* tags(text: string): Generator<Tag> {
  const pattern =
    /<!--[\s\S]*?-->|<(\/?)([a-zA-Z][\w:-]*|\uE000|\/?)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;
  for (const match of text.matchAll(pattern)) {
    const [whole, slash, name = "", attributes = ""] = match;
    if (whole.startsWith("<!--")) continue;
    const closing = slash === "/" || name === "/";
    yield {
      name: name === "/" ? "" : name,
      attributes,
      closing,
      selfClosed: attributes.trimEnd().endsWith("/"),
    };
  }
}

function openTag(tag: Tag, open: string[], problems: string[]): void {
  if (tag.name === "") return;
  if (
    tag.name === "button" && !/\stype\s*=/.test(tag.attributes) &&
    !/\.\.\.\uE000/.test(tag.attributes)
  ) {
    problems.push("<button> has no type");
  }
  if (tag.selfClosed) return;
  if (VOID.has(tag.name)) problems.push(`<${tag.name}> is void and not self-closed`);
  else open.push(tag.name);
}

function close(name: string, open: string[], problems: string[]): void {
  const last = open.pop();
  if (last === undefined) problems.push(`</${shown(name)}> closes nothing`);
  // htm closes a component with <//>; a named tag is closed by its own name or by <//>.
  else if (name !== "" && name !== last) {
    problems.push(`</${shown(name)}> closes <${shown(last)}>`);
  }
}

function shown(name: string): string {
  return name === HOLE ? "component" : name;
}

export const htmlRule: Deno.lint.Rule = {
  create(context) {
    // hono/html, which the sandbox writes, is plain HTML: its void elements need no slash.
    if (memberOf(pathInHouse(context.filename) ?? "") !== "web") return {};
    return {
      TaggedTemplateExpression(node) {
        if (node.tag.type !== "Identifier" || node.tag.name !== "html") return;
        const text = node.quasi.quasis.map((quasi) => quasi.raw).join(HOLE);
        for (const message of templateProblems(text)) context.report({ node, message });
      },
    };
  },
};
