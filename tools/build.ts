/**
 * Builds what browsers load: islands and workers, styles, fonts and pictures, into
 * `web/static/dist/` with the content's hash in every name, and a manifest that maps names to files.
 *
 * `--if-stale` builds only where a source changed since the last build.
 *
 * @module
 */
import { bundleScripts } from "./build/scripts.ts";
import { bundleStyles } from "./build/styles.ts";
import { copyFonts } from "./build/fonts.ts";
import { copyPictures } from "./build/pictures.ts";
import { type BuiltFile, DIST, writeBuilt } from "./build/output.ts";
import { hashSources, listSources } from "./build/sources.ts";
import { printSizes } from "./build/sizes.ts";

/** Builds everything; the manifest is written last, so a server never sees half a build. */
export async function build(root: string): Promise<readonly BuiltFile[]> {
  const scripts = await bundleScripts(root);
  const files = [
    ...scripts.files,
    await bundleStyles(root),
    ...await copyFonts(root),
    ...await copyPictures(root),
  ];
  const sources = await listSources(root, scripts.sources);
  await writeBuilt(root, files, {
    files: Object.fromEntries(
      files.filter((file) => file.name !== undefined).map((file) => [file.name, file.path]),
    ),
    imports: scripts.imports,
    sources,
    sourceHash: await hashSources(root, sources),
  });
  return files;
}

/** Whether a source was added, changed or removed since the last build, or there was none. */
async function isStale(root: string): Promise<boolean> {
  try {
    const manifest = JSON.parse(await Deno.readTextFile(`${root}/${DIST}/manifest.json`));
    const sources = await listSources(root, manifest.sources);
    return await hashSources(root, sources) !== manifest.sourceHash;
  } catch {
    return true;
  }
}

if (import.meta.main) {
  const root = new URL("..", import.meta.url).pathname.replace(/\/$/, "");
  if (!Deno.args.includes("--if-stale") || await isStale(root)) {
    printSizes(await build(root));
  }
}
