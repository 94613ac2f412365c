import { type BuiltFile, contentHash } from "./output.ts";

const PACKAGE = "node_modules/pretendard-gov";
const STYLESHEET = "dist/web/variable/pretendardvariable-gov-dynamic-subset.css";
const FONTS = "dist/web/variable/woff2-dynamic-subset";

/**
 * Pretendard GOV as one variable font in some hundred subsets: a browser fetches only those whose
 * characters a page shows, and one file serves all weights.
 */
export async function copyFonts(root: string): Promise<BuiltFile[]> {
  const { version } = JSON.parse(await Deno.readTextFile(`${root}/${PACKAGE}/package.json`));
  const folder = `fonts/pretendard-gov-${version}`;
  const original = await Deno.readTextFile(`${root}/${PACKAGE}/${STYLESHEET}`);
  const files: BuiltFile[] = [];
  for (const [, name = ""] of original.matchAll(/woff2-dynamic-subset\/([\w.]+\.woff2)/g)) {
    const bytes = await Deno.readFile(`${root}/${PACKAGE}/${FONTS}/${name}`);
    files.push({ path: `${folder}/${name}`, bytes });
  }
  const bytes = new TextEncoder().encode(shorten(original, `/assets/${folder}`));
  return [{ name: "fonts.css", path: `fonts-${await contentHash(bytes)}.css`, bytes }, ...files];
}

/** Points the rules at our address, and drops comments and spaces. */
function shorten(stylesheet: string, address: string): string {
  return stylesheet
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll("./woff2-dynamic-subset", address)
    .replaceAll("Pretendard GOV Variable", "Pretendard GOV")
    .replace(/\s+/g, " ")
    .replace(/\s*([{};:,])\s*/g, "$1")
    .trim();
}
