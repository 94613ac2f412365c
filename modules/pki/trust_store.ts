import type { Certificate } from "./certificate.ts";

export interface TrustStore {
  /** The trusted roots; the folder is looked at again after reloadAfterMs. */
  roots(at: Date): Promise<readonly Certificate[]>;
  /** Untrusted helpers from the folder's `intermediates/`. */
  intermediates(at: Date): Promise<readonly Certificate[]>;
  /** Changes whenever the folder changed. */
  version(at: Date): Promise<number>;
}

/** Roots from a folder and from nowhere else (.crt .cer .pem .der). */
export declare function createTrustStore(
  options: { directory: string; reloadAfterMs?: number },
): TrustStore;
