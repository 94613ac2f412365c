/**
 * Python as an independent reader, where the machine has it.
 *
 * @module
 */

/** What a script prints as JSON; undefined where Python, or a module that it imports, is missing. */
export async function askPython(
  script: string,
  args: readonly string[],
): Promise<unknown | undefined> {
  try {
    const { code, stdout, stderr } = await new Deno.Command("python3", {
      args: ["-c", script, ...args],
    }).output();
    const problem = new TextDecoder().decode(stderr);
    if (problem.includes("ModuleNotFoundError")) return undefined;
    if (code !== 0) throw new Error(problem);
    return JSON.parse(new TextDecoder().decode(stdout));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
