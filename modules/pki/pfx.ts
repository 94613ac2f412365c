import type { Certificate } from "./certificate.ts";
import type { OpenedKey } from "./opened_key.ts";

export interface OpenedPfx {
  /** The certificate for signatures whose key this is. */
  readonly certificate: Certificate;
  readonly key: OpenedKey;
  readonly otherCertificates: readonly Certificate[];
}

/**
 * Opens a PFX/P12 file (RFC 7292) and keeps R.
 * @throws {WrongPasswordError} when the MAC or a bag does not open.
 * @throws {DamagedFileError} when the file is broken or holds no matching pair.
 * @throws {UnsupportedFormatError} when it uses another cipher.
 * @throws {LimitExceededError} over 256 KB or 1,000,000 iterations.
 */
export declare function openPfx(options: { pfx: Uint8Array; password: string }): Promise<OpenedPfx>;
