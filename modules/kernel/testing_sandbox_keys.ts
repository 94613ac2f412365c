const FOLDER = new URL("../../.deno/", import.meta.url);
const SANDBOX = new URL("../../tools/sandbox/", import.meta.url);
/** What decides which keys there are and how they lie in the files. */
const SOURCES = ["ca/", "cast/"];
const FILES = ["authority.ndjson", "certificates.ndjson"];

/**
 * Puts the keys of an earlier sandbox into the data directory of a new one: some thirty RSA keys cost
 * ten seconds of a processor. Certificates name the sandbox's address, so it issues them anew.
 *
 * @returns whether there were any
 */
export async function lendKeys(dataDirectory: string): Promise<boolean> {
  const kept = await keptFolder();
  const own = `${dataDirectory}/sandbox/ca`;
  try {
    await Deno.stat(kept);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
  await Deno.mkdir(own, { recursive: true });
  for (const file of FILES) await Deno.copyFile(new URL(file, kept), `${own}/${file}`);
  return true;
}

/** Keeps the keys of a sandbox that has just become ready. */
export async function keepKeys(dataDirectory: string): Promise<void> {
  const kept = await keptFolder();
  const aside = new URL(`sandbox-${crypto.randomUUID()}/`, FOLDER);
  await Deno.mkdir(aside, { recursive: true });
  for (const file of FILES) {
    await Deno.copyFile(`${dataDirectory}/sandbox/ca/${file}`, new URL(file, aside));
  }
  // Another test file may have been faster; its keys are as good.
  await Deno.rename(aside, kept).catch(() => Deno.remove(aside, { recursive: true }));
}

async function keptFolder(): Promise<URL> {
  const texts: string[] = [];
  for (const source of SOURCES) {
    const folder = new URL(source, SANDBOX);
    const names = (await Array.fromAsync(Deno.readDir(folder))).filter(({ isFile }) => isFile)
      .map(({ name }) => name).sort();
    for (const name of names) texts.push(name, await Deno.readTextFile(new URL(name, folder)));
  }
  const bytes = new TextEncoder().encode(texts.join("\n"));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return new URL(`sandbox-${digest.toHex().slice(0, 16)}/`, FOLDER);
}
