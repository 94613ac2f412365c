import type { AssetManifest } from "./manifest.ts";

/** Built files by the name of their source. */
export interface Assets {
  /**
   * Address of a built file: `app.css`, `fonts.css`, `islands/login.js`, `workers/key_opener.js`.
   *
   * @throws {UnknownAssetError}
   */
  url(name: string): string;
  /** Addresses of the modules that this one loads first, for `modulepreload`. */
  imports(name: string): readonly string[];
  /** Folder that holds the built files. */
  readonly directory: string;
}

/** No built file has this name: the build is stale or the name is wrong. */
export class UnknownAssetError extends Error {
  override name = "UnknownAssetError";
  constructor(readonly asset: string) {
    super(`Cannot find built file "${asset}": run the build again`);
  }
}

/** The folder holds no readable manifest. */
export class AssetsMissingError extends Error {
  override name = "AssetsMissingError";
  constructor(readonly directory: string) {
    super(`Cannot read the built files in "${directory}": run "deno task build"`);
  }
}

/** Path prefix under which built files are served. */
export const ASSET_PREFIX = "/assets/";

/**
 * Reads the manifest that the build wrote.
 *
 * @throws {AssetsMissingError}
 */
export async function loadAssets(directory: string): Promise<Assets> {
  let manifest: AssetManifest;
  try {
    manifest = JSON.parse(await Deno.readTextFile(`${directory}/manifest.json`));
  } catch {
    throw new AssetsMissingError(directory);
  }
  const fileOf = (name: string): string => {
    const file = manifest.files[name];
    if (file === undefined) throw new UnknownAssetError(name);
    return file;
  };
  return {
    directory,
    url: (name) => ASSET_PREFIX + fileOf(name),
    imports: (name) => (manifest.imports[name] ?? []).map((file) => ASSET_PREFIX + file),
  };
}
