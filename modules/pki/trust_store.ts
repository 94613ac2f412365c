import type { Certificate } from "./certificate.ts";
import { readCertificate } from "./certificate.ts";

export interface TrustedCertificates {
  readonly roots: readonly Certificate[];
  /** Untrusted helpers from the folder's `intermediates/`. */
  readonly intermediates: readonly Certificate[];
  /** Another number after each change of the folder. */
  readonly version: number;
}

export interface TrustStore {
  /**
   * The certificates in the folder; it is looked at again once reloadAfterMs has passed since the last look.
   * @throws {DamagedFileError | LimitExceededError} when a file in it is not a certificate.
   */
  load(at: Date): Promise<TrustedCertificates>;
}

const FILE_NAME = /\.(crt|cer|pem|der)$/i;
const DEFAULT_RELOAD_AFTER_MS = 5_000;

/** Roots from a folder and from nowhere else (.crt .cer .pem .der, one certificate each). */
export function createTrustStore(
  { directory, reloadAfterMs = DEFAULT_RELOAD_AFTER_MS }: {
    directory: string;
    reloadAfterMs?: number;
  },
): TrustStore {
  let loaded: { certificates: TrustedCertificates; stamp: string; lookedAt: number } | undefined;
  let loading: Promise<TrustedCertificates> | undefined;

  async function look(at: Date): Promise<TrustedCertificates> {
    const roots = await listFiles(directory);
    const intermediates = await listFiles(`${directory}/intermediates`);
    const stamp = JSON.stringify([roots, intermediates]);
    if (loaded?.stamp === stamp) {
      loaded = { ...loaded, lookedAt: at.getTime() };
      return loaded.certificates;
    }
    const certificates = {
      roots: await readAll(roots),
      intermediates: await readAll(intermediates),
      version: (loaded?.certificates.version ?? 0) + 1,
    };
    loaded = { certificates, stamp, lookedAt: at.getTime() };
    return certificates;
  }

  return {
    async load(at) {
      // The absolute value, because the clock of a demo may go back.
      const age = loaded ? Math.abs(at.getTime() - loaded.lookedAt) : Infinity;
      if (loaded && age < reloadAfterMs) return loaded.certificates;
      loading ??= look(at).finally(() => loading = undefined);
      return await loading;
    },
  };
}

interface ListedFile {
  readonly path: string;
  readonly size: number;
  readonly modifiedAt: number;
}

/** A folder that does not exist holds nothing. */
async function listFiles(directory: string): Promise<ListedFile[]> {
  const files: ListedFile[] = [];
  try {
    for await (const entry of Deno.readDir(directory)) {
      if (entry.isDirectory || !FILE_NAME.test(entry.name)) continue;
      const path = `${directory}/${entry.name}`;
      const { size, mtime } = await Deno.stat(path);
      files.push({ path, size, modifiedAt: mtime?.getTime() ?? 0 });
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files.toSorted((one, other) => one.path < other.path ? -1 : 1);
}

async function readAll(files: readonly ListedFile[]): Promise<Certificate[]> {
  return await Promise.all(
    files.map(async ({ path }) => readCertificate(await Deno.readFile(path))),
  );
}
