import { type BuiltFile, contentHash } from "./output.ts";

/** The SVG files that stand in `web/static/`. */
export async function copyPictures(root: string): Promise<BuiltFile[]> {
  const files: BuiltFile[] = [];
  for await (const entry of Deno.readDir(`${root}/web/static`)) {
    if (!entry.isFile || !entry.name.endsWith(".svg")) continue;
    const bytes = await Deno.readFile(`${root}/web/static/${entry.name}`);
    const hashed = entry.name.replace(/\.svg$/, `-${await contentHash(bytes)}.svg`);
    files.push({ name: entry.name, path: hashed, bytes });
  }
  return files;
}
