import { fromBase64, toBase64 } from "@maru/pki/browser";
import type { CertificateFiles } from "./source.ts";

/** The bytes are none that {@linkcode packFiles} made. */
export class PackedFilesError extends Error {
  override name = "PackedFilesError";
  constructor() {
    super("Cannot read the packed certificate: it has another form");
  }
}

/** A certificate's files as one run of bytes, to be wrapped for this browser or another device. */
export function packFiles(files: CertificateFiles): Uint8Array<ArrayBuffer> {
  const parts = files.kind === "pfx"
    ? { pfx: toBase64(files.pfx) }
    : { certificate: toBase64(files.certificate), key: toBase64(files.key) };
  return new TextEncoder().encode(JSON.stringify({ version: 1, ...parts }));
}

/** @throws {PackedFilesError} */
export function unpackFiles(packed: Uint8Array): CertificateFiles {
  try {
    const { version, certificate, key, pfx } = JSON.parse(new TextDecoder().decode(packed));
    if (version !== 1) throw new PackedFilesError();
    if (typeof pfx === "string") return { kind: "pfx", pfx: fromBase64(pfx) };
    if (typeof certificate === "string" && typeof key === "string") {
      return { kind: "pair", certificate: fromBase64(certificate), key: fromBase64(key) };
    }
  } catch {
    // Told below, whatever was wrong with it.
  }
  throw new PackedFilesError();
}
