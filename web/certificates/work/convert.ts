import { writeKeyFile, writePfx } from "@maru/pki/browser";
import { type OpenedSource, wipe } from "./open_source.ts";
import type { ConversionTarget, NewFile } from "./work.ts";

/**
 * Writes the certificate in another form under the same password. R is kept. Keys are written the way
 * that every Korean program reads (SEED).
 */
export async function convertFiles(
  opened: OpenedSource,
  target: ConversionTarget,
): Promise<readonly NewFile[]> {
  const { certificate, key, password, otherCertificates } = opened;
  try {
    if (target === "pair") {
      return [
        { name: "signCert.der", bytes: certificate.der },
        {
          name: "signPri.key",
          bytes: await writeKeyFile({ key, password, form: "seedCBCWithSHA1" }),
        },
      ];
    }
    const encryption = target === "pfx3des" ? "3des" : "aes256";
    const bytes = await writePfx({ certificate, key, password, encryption, otherCertificates });
    return [{ name: `${fileName(certificate.displayName)}.pfx`, bytes }];
  } finally {
    wipe(opened);
  }
}

/** Names of people and companies, without what file systems refuse. */
function fileName(name: string): string {
  return name.replaceAll(/[\\/:*?"<>|\p{C}]/gu, "").trim() || "certificate";
}
