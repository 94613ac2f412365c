import { equalBytes } from "@maru/pki/browser";
import type { FoundFiles } from "./found_files.ts";
import type { CertificateSource, StoredCertificate } from "./source.ts";
import { openCertificate } from "./source.ts";
import { type CertificateSummary, summarise } from "./summary.ts";

/** A certificate in a list that one can be chosen from. */
export interface ListedCertificate {
  readonly id: string;
  readonly source: CertificateSource;
  /** Name of the file or folder, shown where the certificate itself is still closed. */
  readonly label: string;
  /** Absent with a PFX, which opens only with its password. */
  readonly summary?: CertificateSummary;
}

/** Found certificates with an id each; those that cannot be read are counted. */
export function listFound(
  found: readonly FoundFiles[],
  prefix: string,
): { readonly listed: readonly ListedCertificate[]; readonly unreadableCount: number } {
  const listed = found.flatMap(({ files, label }, index) =>
    listOne({ id: `${prefix}-${index}`, source: files, label })
  );
  return { listed, unreadableCount: found.length - listed.length };
}

export function listStored(stored: readonly StoredCertificate[]): readonly ListedCertificate[] {
  return stored.flatMap((each) => listOne({ id: each.id, source: each, label: "" }))
    .sort((one, other) =>
      Number(other.summary?.notAfter ?? 0) - Number(one.summary?.notAfter ?? 0)
    );
}

/** The newer ones first; a certificate that is found again takes the place of the earlier. */
export function joinListed(
  newer: readonly ListedCertificate[],
  older: readonly ListedCertificate[],
): readonly ListedCertificate[] {
  const isAgain = (old: ListedCertificate) =>
    newer.some((each) => equalBytes(identityOf(each), identityOf(old)));
  return [...newer, ...older.filter((old) => !isAgain(old))];
}

function identityOf({ source }: ListedCertificate): Uint8Array {
  return source.kind === "pfx" ? source.pfx : source.certificate;
}

function listOne(one: Omit<ListedCertificate, "summary">): ListedCertificate[] {
  const certificate = openCertificate(one.source);
  if (certificate === undefined) return [one];
  try {
    return [{ ...one, summary: summarise(certificate) }];
  } catch {
    // Whatever is wrong with it, it cannot be chosen.
    return [];
  }
}
