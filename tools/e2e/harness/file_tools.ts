/**
 * Looks into files by tools that share no code with the product.
 *
 * @module
 */

/** `pdftotext`. @throws {Error} when it cannot read the file */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  const path = await Deno.makeTempFile({ suffix: ".pdf" });
  try {
    await Deno.writeFile(path, pdf);
    return new TextDecoder().decode(await run("pdftotext", [path, "-"]));
  } finally {
    await Deno.remove(path);
  }
}

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `unzip` into a folder of its own; names as the zip gives them. */
export async function zipEntries(path: string): Promise<readonly ZipEntry[]> {
  const directory = await Deno.makeTempDir();
  try {
    await run("unzip", ["-q", "-o", path, "-d", directory]);
    return await readAll(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

async function readAll(directory: string): Promise<ZipEntry[]> {
  const entries: ZipEntry[] = [];
  for await (const entry of Deno.readDir(directory)) {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory) entries.push(...await readAll(path));
    else entries.push({ name: entry.name, bytes: await Deno.readFile(path) });
  }
  return entries;
}

async function run(program: string, args: readonly string[]): Promise<Uint8Array> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    env: { LANG: "C.UTF-8", LC_ALL: "C.UTF-8" },
    stdout: "piped",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`${program}: ${new TextDecoder().decode(stderr).slice(0, 300)}`);
  return stdout;
}
