/** Folders whose every file is a source, and single files that decide what is built. */
const FOLDERS = ["web/islands", "web/workers", "web/styles", "web/static", "tools/build"];
const FILES = ["deno.lock", "tools/build.ts"];

/**
 * Everything that the build reads, relative to the root and sorted: all files of the source folders,
 * and the modules elsewhere that they import. A file that is new in a folder is in the list too.
 */
export async function listSources(
  root: string,
  imported: readonly string[],
): Promise<readonly string[]> {
  const listed = new Set(FILES);
  for (const folder of FOLDERS) await addFolder(root, folder, listed);
  for (const path of imported) if (!isInFolder(path)) listed.add(path);
  return [...listed].sort();
}

/** SHA-256 over names and contents, in order; a file that is gone counts as empty. */
export async function hashSources(root: string, sources: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const path of sources) {
    const bytes = await Deno.readFile(`${root}/${path}`).catch(() => new Uint8Array());
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    parts.push(`${path} ${new Uint8Array(digest).toHex()}`);
  }
  const whole = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(parts.join("\n")));
  return new Uint8Array(whole).toHex();
}

async function addFolder(root: string, folder: string, listed: Set<string>): Promise<void> {
  try {
    for await (const entry of Deno.readDir(`${root}/${folder}`)) {
      const path = `${folder}/${entry.name}`;
      if (path === "web/static/dist") continue;
      if (entry.isDirectory) await addFolder(root, path, listed);
      else if (!entry.name.endsWith("_test.ts")) listed.add(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function isInFolder(path: string): boolean {
  return FOLDERS.some((folder) => path.startsWith(`${folder}/`));
}
