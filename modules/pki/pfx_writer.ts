import type { Bytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import type { OpenedKey } from "./opened_key.ts";

export type PfxEncryption = "3des" | "aes256" | "rc2-40cert";

/** Writes a PFX that keeps R: "3des" as banks export it, "aes256" as today's tools, "rc2-40cert" as old Windows. */
export declare function writePfx(
  options: {
    certificate: Certificate;
    key: OpenedKey;
    password: string;
    encryption: PfxEncryption;
    otherCertificates?: readonly Certificate[];
  },
): Promise<Bytes>;
