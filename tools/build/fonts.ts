import { type BuiltFile, contentHash } from "./output.ts";

const FONT = "pretendard-gov-1.3.9";
const FOLDER = `web/fonts/${FONT}`;

/**
 * Pretendard GOV as one variable font in some hundred subsets: a browser fetches only those whose
 * characters a page shows, and one file serves all weights.
 */
export async function copyFonts(root: string): Promise<BuiltFile[]> {
  const folder = `fonts/${FONT}`;
  const original = await Deno.readTextFile(`${root}/${FOLDER}/dynamic-subset.css`);
  const files: BuiltFile[] = [];
  for (const [, name = ""] of original.matchAll(/url\(\.\/([\w.]+\.woff2)\)/g)) {
    files.push({
      path: `${folder}/${name}`,
      bytes: await Deno.readFile(`${root}/${FOLDER}/${name}`),
    });
  }
  const bytes = new TextEncoder().encode(shorten(original, `/assets/${folder}`));
  return [{ name: "fonts.css", path: `fonts-${await contentHash(bytes)}.css`, bytes }, ...files];
}

/** Points the rules at our address, and drops comments and spaces. */
function shorten(stylesheet: string, address: string): string {
  return stylesheet
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll("url(./", `url(${address}/`)
    .replaceAll("Pretendard GOV Variable", "Pretendard GOV")
    .replace(/\s+/g, " ")
    .replace(/\s*([{};:,])\s*/g, "$1")
    .trim();
}
