import { toHex, wrapWithPassword } from "@maru/pki/browser";
import { packFiles } from "../packed_files.ts";
import type { StoredCertificate } from "../source.ts";
import type { OpenedSource } from "./open_source.ts";

/** Wraps the files, still encrypted in their own way, once more and more strongly for this browser. */
export async function wrapForStore(
  { certificate, files, password }: OpenedSource,
): Promise<StoredCertificate> {
  const digest = await crypto.subtle.digest("SHA-256", certificate.der);
  return {
    kind: "stored",
    id: toHex(new Uint8Array(digest)),
    certificate: certificate.der,
    wrapped: await wrapWithPassword(password, packFiles(files)),
  };
}
