/**
 * Where the search looks: files, whole and in their order.
 *
 * @module
 */

/** All files below a folder, the named ones left out. */
export async function filesBelow(
  directory: string,
  { without = [] }: { readonly without?: readonly string[] } = {},
): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(directory)) {
    const path = `${directory}/${entry.name}`;
    if (without.includes(path)) continue;
    if (entry.isDirectory) files.push(...await filesBelow(path, { without }));
    else if (entry.isFile) files.push(path);
  }
  return files;
}
