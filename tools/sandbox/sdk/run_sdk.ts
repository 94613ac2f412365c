import { startTlsFront } from "./tls_front.ts";

/** What a script printed, by step. */
export type SdkSteps = Readonly<Record<string, unknown>>;

/** Node, npm or the registry is not there: nothing was tried. */
export class SdkAbsentError extends Error {
  override readonly name = "SdkAbsentError";
  constructor(reason: string) {
    super(`Cannot run the SDK: ${reason}`);
  }
}

export interface SdkRun {
  /** Exact version: `easycodef-node@1.0.4`. */
  readonly package: string;
  /** File in `scripts/`. */
  readonly script: string;
  /** The domain whose hosts the SDK talks to. */
  readonly domain: string;
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly input: Readonly<Record<string, unknown>>;
}

/**
 * Installs a public SDK as it is into a folder of its own and runs a script with it, its connections
 * turned to a TLS front on this machine.
 * @throws {SdkAbsentError} when it cannot be installed here.
 */
export async function runSdk(run: SdkRun): Promise<SdkSteps> {
  const folder = await Deno.makeTempDir();
  try {
    await install(folder, run.package);
    const front = await startTlsFront(run);
    try {
      return await runScript(folder, run, front);
    } finally {
      await front.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function install(folder: string, name: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/package.json`, "{}");
  const args = [
    "install",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--fetch-retries=0",
    name,
  ];
  const { isDone, text } = await output("npm", { args, cwd: folder });
  if (!isDone) throw new SdkAbsentError(text.slice(0, 300));
}

async function runScript(
  folder: string,
  run: SdkRun,
  front: { port: number; rootPem: string },
): Promise<SdkSteps> {
  await Deno.writeTextFile(`${folder}/root.pem`, front.rootPem);
  for (const name of ["redirect.cjs", run.script]) {
    await Deno.copyFile(new URL(`./scripts/${name}`, import.meta.url), `${folder}/${name}`);
  }
  const { isDone, text } = await output("node", {
    args: ["--require", "./redirect.cjs", run.script],
    cwd: folder,
    env: {
      NODE_EXTRA_CA_CERTS: `${folder}/root.pem`,
      SDK_FRONTS: JSON.stringify({ [run.domain]: front.port }),
      SDK_INPUT: JSON.stringify(run.input),
    },
  });
  if (!isDone) throw new Error(`Cannot finish "${run.script}": ${text}`);
  const steps = text.split("\n").filter((line) => line.startsWith("{"))
    .map((line): { step: string; value: unknown } => JSON.parse(line));
  return Object.fromEntries(steps.map(({ step, value }) => [step, value]));
}

async function output(
  command: string,
  options: { args: string[]; cwd: string; env?: Record<string, string> },
): Promise<{ isDone: boolean; text: string }> {
  try {
    const { success, stdout, stderr } = await new Deno.Command(command, {
      ...options,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).output();
    const decoder = new TextDecoder();
    return {
      isDone: success,
      text: success ? decoder.decode(stdout) : decoder.decode(stdout) + decoder.decode(stderr),
    };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new SdkAbsentError(`no ${command} here`);
    throw error;
  }
}
