import * as esbuild from "esbuild";
import type { BuiltFile } from "./output.ts";
import { islandEntries, workspaceMembers } from "./script_plugins.ts";

export interface BundledScripts {
  readonly files: readonly BuiltFile[];
  /** Name of an entry → files that it imports, all levels. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
  /** Modules of ours that went in, relative to the root. */
  readonly sources: readonly string[];
}

/** Bundles every island and worker; what several share becomes a chunk of its own. */
export async function bundleScripts(root: string): Promise<BundledScripts> {
  const entryPoints = [
    ...(await namesIn(`${root}/web/islands`)).map((name) => ({
      in: `island:${name}`,
      out: `islands/${name}`,
    })),
    ...(await namesIn(`${root}/web/workers`)).map((name) => ({
      in: `${root}/web/workers/${name}.ts`,
      out: `workers/${name}`,
    })),
  ];
  if (entryPoints.length === 0) return { files: [], imports: {}, sources: [] };
  try {
    const result = await esbuild.build({
      absWorkingDir: root,
      entryPoints,
      outdir: "out",
      entryNames: "[dir]/[name]-[hash]",
      chunkNames: "chunks/[name]-[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      target: "es2022",
      platform: "browser",
      minify: true,
      write: false,
      metafile: true,
      legalComments: "none",
      plugins: [islandEntries(root), workspaceMembers(root)],
    });
    return describe(result);
  } finally {
    await esbuild.stop();
  }
}

/** Modules that stand for themselves; `_shared.ts` and tests do not. */
async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (entry.isFile && /^[a-z]\w*(?<!_test)\.ts$/.test(entry.name)) {
        names.push(entry.name.slice(0, -".ts".length));
      }
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort();
}

type Bundle = esbuild.BuildResult<{ write: false; metafile: true }>;

function describe(result: Bundle): BundledScripts {
  const outputs = result.metafile.outputs;
  const contents = new Map(result.outputFiles.map((file) => [pathUnderOut(file.path), file]));
  const files: BuiltFile[] = [];
  const imports: Record<string, string[]> = {};
  for (const [outputPath, output] of Object.entries(outputs)) {
    const path = pathUnderOut(outputPath);
    const bytes = contents.get(path)?.contents ?? new Uint8Array();
    if (output.entryPoint === undefined) {
      files.push({ path, bytes });
      continue;
    }
    const name = path.replace(/-[A-Z0-9]+\.js$/, ".js");
    files.push({ name, path, bytes });
    imports[name] = importsOf(outputs, outputPath).map(pathUnderOut);
  }
  const sources = Object.keys(result.metafile.inputs)
    .filter((path) => !path.includes("node_modules") && !path.includes(":"));
  return { files, imports, sources };
}

function importsOf(outputs: esbuild.Metafile["outputs"], entry: string): string[] {
  const found = new Set<string>();
  const visit = (path: string) => {
    for (const each of outputs[path]?.imports ?? []) {
      if (each.kind !== "import-statement" || found.has(each.path)) continue;
      found.add(each.path);
      visit(each.path);
    }
  };
  visit(entry);
  return [...found];
}

function pathUnderOut(path: string): string {
  return path.slice(path.lastIndexOf("out/") + "out/".length);
}
