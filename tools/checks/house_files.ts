/**
 * The files of the house, as git or, without git, the folder tells them.
 *
 * @module
 */
const SKIPPED = /^(node_modules|data|\.git|\.deno|web\/static\/dist)(\/|$)/;

/** Absolute path of the root of the house, with a slash at the end. */
export const HOUSE_ROOT = new URL("../../", import.meta.url).pathname;

/** Paths from the root of the house, sorted, that `wants` accepts. */
export function houseFiles(wants: (path: string) => boolean): string[] {
  const found: string[] = [];
  const walk = (folder: string) => {
    for (const entry of Deno.readDirSync(HOUSE_ROOT + folder)) {
      const path = folder + entry.name;
      if (SKIPPED.test(path) || entry.name === "node_modules") continue;
      if (entry.isDirectory) walk(`${path}/`);
      else if (entry.isFile && wants(path)) found.push(path);
    }
  };
  walk("");
  return found.sort();
}
