const FOLDER = new URL("./", import.meta.url).pathname;

/** Whether the peer can run here; says so once where it cannot. */
export const hasPython: boolean = await findPython();

/** What a script of this folder prints. */
export async function runPython(script: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("python3", {
    // Compiled files would litter the source tree.
    args: ["-B", FOLDER + script, ...args],
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

async function findPython(): Promise<boolean> {
  try {
    return (await new Deno.Command("python3", { args: ["--version"] }).output()).success;
  } catch (error) {
    console.warn(`Skipping the tests against the peer in Python, which cannot run: ${error}`);
    return false;
  }
}
