import type { Bytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import type { OpenedKey } from "./opened_key.ts";

/** Signs a text: CMS SignedData (RFC 5652), DER, text inside, with signed attributes and SHA-256. */
export declare function signText(
  options: {
    certificate: Certificate;
    key: OpenedKey;
    text: string;
    at: Date;
    otherCertificates?: readonly Certificate[];
  },
): Promise<Bytes>;
