import * as esbuild from "esbuild";
import { type BuiltFile, contentHash } from "./output.ts";
import { usedTokens } from "./tokens.ts";

/** Bundles `web/styles/app.css`; `@import "krds:tokens"` in it gives the design system's tokens. */
export async function bundleStyles(root: string): Promise<BuiltFile> {
  try {
    const result = await esbuild.build({
      absWorkingDir: root,
      entryPoints: ["web/styles/app.css"],
      bundle: true,
      minify: true,
      write: false,
      target: ["chrome111", "firefox113", "safari16.4"],
      plugins: [{
        name: "krds-tokens",
        setup(build) {
          build.onResolve({ filter: /^krds:tokens$/ }, ({ path }) => ({
            path,
            namespace: "krds",
          }));
          build.onLoad({ filter: /.*/, namespace: "krds" }, async () => ({
            contents: await usedTokens(root),
            loader: "css",
          }));
        },
      }],
    });
    const bytes = result.outputFiles[0]?.contents ?? new Uint8Array();
    return { name: "app.css", path: `app-${await contentHash(bytes)}.css`, bytes };
  } finally {
    await esbuild.stop();
  }
}
