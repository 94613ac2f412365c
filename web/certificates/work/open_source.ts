import {
  type Certificate,
  keyBelongsTo,
  type OpenedKey,
  openKeyFile,
  openPfx,
  readCertificate,
  unwrapWithPassword,
} from "@maru/pki/browser";
import { PairMismatchError } from "../errors.ts";
import { unpackFiles } from "../packed_files.ts";
import type { CertificateFiles, CertificateSource } from "../source.ts";

/** A certificate with its key in the clear, and the files it came from. */
export interface OpenedSource {
  readonly certificate: Certificate;
  readonly otherCertificates: readonly Certificate[];
  readonly key: OpenedKey;
  /** As they came, the key still encrypted. */
  readonly files: CertificateFiles;
  readonly password: string;
}

/**
 * Opens the key, and sees that it is the certificate's.
 *
 * @throws {WrongPasswordError | DamagedFileError | UnsupportedFormatError | LimitExceededError}
 * @throws {PairMismatchError | PackedFilesError}
 */
export async function openSource(
  { source, password }: { source: CertificateSource; password: string },
): Promise<OpenedSource> {
  const files = source.kind === "stored"
    ? unpackFiles(await unwrapWithPassword(password, source.wrapped))
    : source;
  const opened = files.kind === "pfx"
    ? await openPfx({ pfx: files.pfx, password })
    : await openPair(files, password);
  return { ...opened, files, password };
}

async function openPair(
  files: Extract<CertificateFiles, { kind: "pair" }>,
  password: string,
): Promise<Omit<OpenedSource, "files" | "password">> {
  const certificate = readCertificate(files.certificate);
  const key = await openKeyFile({ keyFile: files.key, password });
  if (!keyBelongsTo(certificate, key)) {
    wipeKey(key);
    throw new PairMismatchError();
  }
  return { certificate, otherCertificates: [], key };
}

/** Overwrites the key and R. */
export function wipe({ key }: OpenedSource): void {
  wipeKey(key);
}

function wipeKey(key: OpenedKey): void {
  key.rsaPrivateKeyDer.fill(0);
  key.pkcs8.fill(0);
  key.randomNum?.fill(0);
}
