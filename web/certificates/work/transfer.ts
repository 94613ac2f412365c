import { fromBase64, toBase64, unwrapFromTransfer, wrapForTransfer } from "@maru/pki/browser";
import { packFiles, unpackFiles } from "../packed_files.ts";
import type { CertificateFiles } from "../source.ts";
import { type OpenedSource, wipe } from "./open_source.ts";

/** The files for the other device; only the two devices know `secret`. */
export async function sendTransfer(opened: OpenedSource, secret: string): Promise<string> {
  wipe(opened);
  return toBase64(await wrapForTransfer(secret, packFiles(opened.files)));
}

/** @throws {WrongPasswordError} the code is another one, or the bytes were changed */
export async function receiveTransfer(
  { ciphertext, secret }: { ciphertext: string; secret: string },
): Promise<CertificateFiles> {
  return unpackFiles(await unwrapFromTransfer(secret, fromBase64(ciphertext)));
}
