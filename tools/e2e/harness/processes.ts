/**
 * Looks at processes by way of `/proc`.
 *
 * @module
 */

/** All processes below `rootId`, it included. */
export async function processTree(rootId: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for await (const entry of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(entry.name)) continue;
    const parentId = await parentOf(Number(entry.name));
    if (parentId !== undefined) parents.set(Number(entry.name), parentId);
  }
  const found = [rootId];
  for (const id of found) {
    for (const [child, parent] of parents) if (parent === id) found.push(child);
  }
  return found;
}

/** Those of the processes that still run; zombies do not count. */
export async function stillRunning(ids: readonly number[]): Promise<readonly number[]> {
  const running: number[] = [];
  for (const id of ids) {
    const stat = await readStat(id);
    if (stat !== undefined && stat.state !== "Z") running.push(id);
  }
  return running;
}

async function parentOf(id: number): Promise<number | undefined> {
  return (await readStat(id))?.parentId;
}

/** The name in brackets may hold blanks and brackets itself: fields begin after the last one. */
async function readStat(id: number): Promise<{ state: string; parentId: number } | undefined> {
  try {
    const text = await Deno.readTextFile(`/proc/${id}/stat`);
    const [state = "", parentId = ""] = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state, parentId: Number(parentId) };
  } catch {
    return undefined;
  }
}
