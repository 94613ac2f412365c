import * as esbuild from "esbuild";
import { type BuiltFile, contentHash } from "./output.ts";
import { usedTokens } from "./tokens.ts";

const STYLES = "web/styles";

/**
 * Bundles `web/styles/app.css`. In it `@import "krds:tokens"` gives the design system's tokens, and
 * `@import "folder:pages"` every file of that folder, so that an area only adds its own file.
 */
export async function bundleStyles(root: string): Promise<BuiltFile> {
  try {
    const result = await esbuild.build({
      absWorkingDir: root,
      entryPoints: [`${STYLES}/app.css`],
      bundle: true,
      minify: true,
      write: false,
      target: ["chrome111", "firefox113", "safari16.4"],
      plugins: [designTokens(root), wholeFolders(root)],
    });
    const bytes = result.outputFiles[0]?.contents ?? new Uint8Array();
    return { name: "app.css", path: `app-${await contentHash(bytes)}.css`, bytes };
  } finally {
    await esbuild.stop();
  }
}

function designTokens(root: string): esbuild.Plugin {
  return {
    name: "design-tokens",
    setup(build) {
      build.onResolve({ filter: /^krds:tokens$/ }, ({ path }) => ({ path, namespace: "krds" }));
      build.onLoad({ filter: /.*/, namespace: "krds" }, async () => ({
        contents: await usedTokens(root),
        loader: "css",
      }));
    },
  };
}

function wholeFolders(root: string): esbuild.Plugin {
  return {
    name: "whole-folders",
    setup(build) {
      build.onResolve({ filter: /^folder:\w+$/ }, ({ path }) => ({
        path: path.slice("folder:".length),
        namespace: "folder",
      }));
      build.onLoad({ filter: /.*/, namespace: "folder" }, async ({ path }) => {
        const folder = `${root}/${STYLES}/${path}`;
        const names = (await Array.fromAsync(Deno.readDir(folder)))
          .map((entry) => entry.name)
          .filter((name) => name.endsWith(".css"));
        return {
          contents: names.sort().map((name) => `@import "./${name}";`).join("\n"),
          loader: "css",
          resolveDir: folder,
        };
      });
    },
  };
}
