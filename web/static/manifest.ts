/** `manifest.json`, written by the build. */
export interface AssetManifest {
  /** Source name, e.g. `islands/login.js` → file name with its content's hash. */
  readonly files: Readonly<Record<string, string>>;
  /** Source name → files that it imports, all levels. */
  readonly imports: Readonly<Record<string, readonly string[]>>;
  /** SHA-256 over names and contents of everything that the build read. */
  readonly sourceHash: string;
  /** What the build read, relative to the project root; `sourceHash` covers it in this order. */
  readonly sources: readonly string[];
}
