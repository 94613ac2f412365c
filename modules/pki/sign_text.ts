import { type Bytes, utf8 } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { attribute, writeSignedData } from "./cms_writer.ts";
import { time } from "./der_writer.ts";
import { PKCS } from "./oids.ts";
import type { OpenedKey } from "./opened_key.ts";
import { rsaSigner } from "./rsa_signing.ts";

/** Signs a text: CMS SignedData (RFC 5652), DER, text inside, with signed attributes and SHA-256. */
export async function signText(
  { certificate, key, text, at, otherCertificates = [] }: {
    certificate: Certificate;
    key: OpenedKey;
    text: string;
    at: Date;
    otherCertificates?: readonly Certificate[];
  },
): Promise<Bytes> {
  return await writeSignedData({
    certificate,
    otherCertificates,
    contentTypeOid: PKCS.data,
    content: utf8(text),
    extraAttributes: [attribute(PKCS.signingTime, time(at))],
    sign: await rsaSigner(key.pkcs8),
  });
}
