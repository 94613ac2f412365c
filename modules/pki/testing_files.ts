/** Reads a file that tools/npki/make.sh made and that is kept beside the tests. */
export function testFile(name: string): Uint8Array<ArrayBuffer> {
  return Deno.readFileSync(new URL(`./testdata/${name}`, import.meta.url));
}

export function testText(name: string): string {
  return new TextDecoder().decode(testFile(name));
}

/** Runs OpenSSL; undefined where it is not installed. */
export async function openssl(
  args: string[],
  files: Record<string, Uint8Array> = {},
): Promise<{ code: number; output: Uint8Array; text: string } | undefined> {
  const directory = await Deno.makeTempDir();
  try {
    for (const [name, bytes] of Object.entries(files)) {
      await Deno.writeFile(`${directory}/${name}`, bytes);
    }
    const command = new Deno.Command("openssl", { args, cwd: directory });
    const { code, stdout, stderr } = await command.output();
    const text = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
    return { code, output: stdout, text };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}
