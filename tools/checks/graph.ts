/**
 * The graph of imports as `deno info --json` tells it, and what must never be in it.
 *
 * @module
 */
import { ALLOWED_IMPORTS, memberOf, pathInHouse } from "../lint/house.ts";

export interface Edge {
  readonly from: string;
  readonly to: string;
}

interface DenoInfo {
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      readonly code?: { readonly specifier?: string };
      readonly type?: { readonly specifier?: string };
    }[];
  }[];
}

/** Imports of code between files of the house; packages are named as they are. */
function edgesOf(info: DenoInfo): Edge[] {
  return info.modules.flatMap((module) =>
    (module.dependencies ?? []).flatMap((dependency) => {
      const target = dependency.code?.specifier;
      const from = houseName(module.specifier);
      return target && from !== undefined && !from.startsWith("npm:")
        ? [{ from, to: houseName(target) ?? target }]
        : [];
    })
  );
}

function houseName(specifier: string): string | undefined {
  if (!specifier.startsWith("file://")) return specifier;
  return pathInHouse(new URL(specifier).pathname);
}

/** Directions between members that the table of the house does not allow. */
export function wrongDirections(edges: readonly Edge[]): string[] {
  return edges.filter(({ to }) => !to.includes(":")).flatMap(({ from, to }) => {
    const [member, target] = [memberOf(from), memberOf(to)];
    const allowed = member === target || ALLOWED_IMPORTS[member]?.includes(target);
    return allowed ? [] : [`${from} → ${to}`];
  });
}

/** Circles of files, each told once as the path that closes it. */
export function circles(edges: readonly Edge[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]) => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(" → "));
    if (at >= 0 || done.has(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}

/** What files under `start` reach, directly or not, that `isForbidden`. */
export function reaches(
  edges: readonly Edge[],
  start: (file: string) => boolean,
  isForbidden: (target: string) => boolean,
): string[] {
  const seen = new Set<string>(edges.map(({ from }) => from).filter(start));
  const found: string[] = [];
  for (const file of seen) {
    for (const { to } of edges.filter(({ from }) => from === file)) {
      if (isForbidden(to)) found.push(`${file} → ${to}`);
      else seen.add(to);
    }
  }
  return found;
}

/** Islands and workers run in the browser: pki's small half, the UI libraries, and nothing else. */
export function isForbiddenInBrowser(target: string): boolean {
  if (target.includes(":")) {
    return !/^npm:\/?(preact|htm|@noble\/hashes|uqr)@/.test(
      target,
    );
  }
  const member = memberOf(target);
  const isOwnRoom = member === "web" && !/^web\/(mod|app)\.ts$/.test(target);
  return !(isOwnRoom || (member === "pki" && !/\/(mod|issue)\.ts$/.test(target)));
}

/** Runs `deno info --json` on the entries and joins their modules. */
export async function readGraph(entries: readonly string[]): Promise<Edge[]> {
  const edges: Edge[] = [];
  for (const entry of entries) {
    const output = await new Deno.Command("deno", { args: ["info", "--json", entry] }).output();
    if (!output.success) throw new Error(`Cannot read the imports of "${entry}"`);
    edges.push(...edgesOf(JSON.parse(new TextDecoder().decode(output.stdout))));
  }
  return [...new Map(edges.map((edge) => [`${edge.from} ${edge.to}`, edge])).values()];
}
