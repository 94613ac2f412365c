/** The tokens of the Korean government's design system, as its package ships them. */
const TOKENS = "node_modules/krds-uiux/resources/css/token/krds_tokens.css";

/** Those tokens that our styles use, and those that these refer to; the rest stays out. */
export async function usedTokens(root: string): Promise<string> {
  const all = new Map<string, string>();
  for (
    const [, name = "", value = ""] of (await Deno.readTextFile(`${root}/${TOKENS}`))
      .matchAll(/^\s*(--krds-[\w-]+):\s*([^;]+);/gm)
  ) {
    if (!all.has(name)) all.set(name, value);
  }
  const used = new Map<string, string>();
  const add = (text: string) => {
    for (const [name] of text.matchAll(/--krds-[\w-]+/g)) {
      if (used.has(name)) continue;
      const value = all.get(name);
      if (value === undefined) throw new TypeError(`Cannot find token "${name}" in ${TOKENS}`);
      used.set(name, value);
      add(value);
    }
  };
  for (const text of await stylesIn(`${root}/web/styles`)) add(text);
  const lines = [...used].sort().map(([name, value]) => `  ${name}: ${value};`);
  return `:root {\n${lines.join("\n")}\n}\n`;
}

async function stylesIn(folder: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) texts.push(...await stylesIn(path));
    else if (entry.name.endsWith(".css")) texts.push(await Deno.readTextFile(path));
  }
  return texts;
}
