import { brotliCompressSync, gzipSync } from "node:zlib";

/** Where built files go, relative to the project root. */
export const DIST = "web/static/dist";

export interface BuiltFile {
  /** Name in the manifest; chunks and font files have none. */
  readonly name?: string;
  /** Path under `dist`, with a hash or a version in it. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Whatever the server's `AssetManifest` has. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Writes all files, text also compressed, then the manifest, then removes what is no longer used. */
export async function writeBuilt(
  root: string,
  files: readonly BuiltFile[],
  manifest: Manifest,
): Promise<void> {
  const dist = `${root}/${DIST}`;
  const kept = new Set(["manifest.json"]);
  for (const file of files) {
    await Deno.mkdir(`${dist}/${file.path}`.replace(/\/[^/]*$/, ""), { recursive: true });
    for (const each of withCompressed(file)) {
      await Deno.writeFile(`${dist}/${each.path}`, each.bytes);
      kept.add(each.path);
    }
  }
  await Deno.writeTextFile(`${dist}/manifest.new`, JSON.stringify(manifest, null, 1));
  await Deno.rename(`${dist}/manifest.new`, `${dist}/manifest.json`);
  await removeOthers(dist, "", kept);
}

function withCompressed(file: BuiltFile): BuiltFile[] {
  if (!/\.(js|css|svg)$/.test(file.path)) return [file];
  return [
    file,
    { path: `${file.path}.br`, bytes: brotliCompressSync(file.bytes) },
    { path: `${file.path}.gz`, bytes: gzipSync(file.bytes, { level: 9 }) },
  ];
}

async function removeOthers(dist: string, folder: string, kept: ReadonlySet<string>) {
  for await (const entry of Deno.readDir(`${dist}/${folder}`)) {
    const path = folder + entry.name;
    if (entry.isDirectory) await removeOthers(dist, `${path}/`, kept);
    else if (!kept.has(path)) await Deno.remove(`${dist}/${path}`);
  }
}

/** Ten hexadecimal digits of the content's SHA-256, enough to tell builds apart. */
export async function contentHash(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new Uint8Array(bytes));
  return new Uint8Array(digest).toHex().slice(0, 10);
}
