/**
 * Finds certificates among files that a person chose, dropped or keeps in a folder: PFX files, and
 * pairs of signCert and signPri. Names are compared without case; kmCert and kmPri, which are for
 * encryption, are passed over.
 *
 * @module
 */
import type { CertificateFiles } from "./source.ts";

/** A file by its path inside what was chosen, `yessign/USER/cn=…/signCert.der`. */
export interface NamedFile {
  readonly path: string;
  readonly sizeBytes: number;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

export interface FoundFiles {
  /** Name of the file, or of the folder of the pair. */
  readonly label: string;
  readonly files: CertificateFiles;
}

export type FileProblem =
  | { readonly kind: "keyMissing" | "certificateMissing" | "tooLarge"; readonly path: string }
  | { readonly kind: "nothing" };

export interface FoundCertificates {
  readonly found: readonly FoundFiles[];
  readonly problems: readonly FileProblem[];
}

export const PAIR_FILE_BYTES_MAX = 64 * 1024;
const PFX_BYTES_MAX = 256 * 1024;
/** Nobody has so many certificates; a folder that does is the wrong folder. */
const FOUND_COUNT_MAX = 50;

/** Reads only files whose names say that they are wanted. */
export async function findCertificates(files: readonly NamedFile[]): Promise<FoundCertificates> {
  const found: FoundFiles[] = [];
  const problems: FileProblem[] = [];
  for (const folder of groupByFolder(files.filter(isWanted))) {
    const fitting = folder.filter((file) => {
      const fits = file.sizeBytes <= sizeMaxOf(file);
      if (!fits) problems.push({ kind: "tooLarge", path: file.path });
      return fits;
    });
    for (const file of fitting.filter((each) => roleOf(each) === "pfx")) {
      found.push({ label: nameOf(file.path), files: { kind: "pfx", pfx: await file.read() } });
    }
    const { pairs, lonely } = pairUp(fitting);
    for (const { certificate, key } of pairs) {
      const [certificateBytes, keyBytes] = await Promise.all([certificate.read(), key.read()]);
      found.push({
        label: labelOfPair(certificate.path),
        files: { kind: "pair", certificate: certificateBytes, key: keyBytes },
      });
    }
    problems.push(...lonely);
    if (found.length >= FOUND_COUNT_MAX) break;
  }
  if (found.length === 0 && problems.length === 0) problems.push({ kind: "nothing" });
  return { found: found.slice(0, FOUND_COUNT_MAX), problems };
}

/** Whether a file of this name may be a part of a certificate. */
export function isWanted(file: Pick<NamedFile, "path">): boolean {
  return roleOf(file) !== "other";
}

type Role = "pfx" | "certificate" | "key" | "other";

function roleOf({ path }: Pick<NamedFile, "path">): Role {
  const name = nameOf(path).toLowerCase();
  if (/^km(cert|pri)/.test(name)) return "other";
  if (/\.(pfx|p12)$/.test(name)) return "pfx";
  if (/\.key$/.test(name) || /^signpri.*\.(key|pem|der)$/.test(name)) return "key";
  return /\.(der|cer|crt|pem)$/.test(name) ? "certificate" : "other";
}

function sizeMaxOf(file: NamedFile): number {
  return roleOf(file) === "pfx" ? PFX_BYTES_MAX : PAIR_FILE_BYTES_MAX;
}

interface Pair {
  readonly certificate: NamedFile;
  readonly key: NamedFile;
}

/** Each key with the certificate of its name; a single key takes a single certificate of any name. */
function pairUp(folder: readonly NamedFile[]): { pairs: Pair[]; lonely: FileProblem[] } {
  const certificates = folder.filter((file) => roleOf(file) === "certificate");
  const keys = folder.filter((file) => roleOf(file) === "key");
  const pairs: Pair[] = [];
  const lonely: FileProblem[] = [];
  for (const key of keys) {
    const certificate = certificates.find((each) => stemOf(each) === stemOf(key)) ??
      (keys.length === 1 && certificates.length === 1 ? certificates[0] : undefined);
    if (certificate) pairs.push({ certificate, key });
    else lonely.push({ kind: "certificateMissing", path: key.path });
  }
  for (const certificate of certificates) {
    const isPaired = pairs.some((pair) => pair.certificate === certificate);
    // Other certificates lie about in folders; a signCert without its key is worth telling.
    if (!isPaired && keys.length === 0 && stemOf(certificate).startsWith("sign")) {
      lonely.push({ kind: "keyMissing", path: certificate.path });
    }
  }
  return { pairs, lonely };
}

/** signCert.der and signPri.key both are `sign`, and copies `sign (1)`. */
function stemOf({ path }: NamedFile): string {
  return nameOf(path).toLowerCase().replace(/\.\w+$/, "").replace(/^sign(cert|pri)/, "sign");
}

function groupByFolder(files: readonly NamedFile[]): NamedFile[][] {
  const folders = new Map<string, NamedFile[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return [...folders.entries()].sort(([one], [other]) => one < other ? -1 : 1)
    .map(([, folder]) => folder);
}

/** People know the folder by the name inside `cn=…`; loose files by the file's name. */
function labelOfPair(path: string): string {
  const folder = nameOf(folderOf(path));
  return folder.match(/^cn=([^,]+)/i)?.[1] ?? (folder === "" ? nameOf(path) : folder);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
