import type { Plugin } from "esbuild";

/**
 * An island's file only exports its component, so that the server can draw it too. Its entry, made
 * here, hydrates it.
 */
export function islandEntries(root: string): Plugin {
  return {
    name: "island-entries",
    setup(build) {
      build.onResolve({ filter: /^island:/ }, ({ path }) => ({
        path: path.slice("island:".length),
        namespace: "island",
      }));
      build.onLoad({ filter: /.*/, namespace: "island" }, ({ path }) => ({
        contents: `
          import { hydrateIsland } from "./_hydrate.ts";
          import component from "./${path}.ts";
          hydrateIsland(${JSON.stringify(path)}, component);
        `,
        loader: "ts",
        resolveDir: `${root}/web/islands`,
      }));
    },
  };
}

/** `@maru/pki/browser` → the file that the member's own `deno.json` exports under that name. */
export function workspaceMembers(root: string): Plugin {
  return {
    name: "workspace-members",
    setup(build) {
      build.onResolve({ filter: /^@maru\// }, async ({ path }) => {
        const [, member = "", ...rest] = path.split("/");
        const folder = member === "web" ? `${root}/web` : `${root}/modules/${member}`;
        const { exports } = JSON.parse(await Deno.readTextFile(`${folder}/deno.json`));
        const file = exports[rest.length === 0 ? "." : `./${rest.join("/")}`];
        return typeof file === "string"
          ? { path: `${folder}/${file.replace(/^\.\//, "")}` }
          : { errors: [{ text: `Cannot resolve "${path}": the member does not export it` }] };
      });
    },
  };
}
