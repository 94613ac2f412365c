import {
  generateRsaKeyPair,
  issueAuthority,
  type Issuer,
  issueRoot,
  issueServiceCertificate,
} from "@maru/pki/issue";
import { fromBase64, toBase64 } from "@maru/pki/browser";
import { openRecordFile } from "../record_file.ts";

/** Root, CA and the two services that sign in the CA's name. */
export interface AuthorityKeys {
  readonly root: Issuer;
  readonly authority: Issuer;
  readonly ocsp: Issuer;
  readonly timestamp: Issuer;
}

/** As far as the demo's clock can be moved, with room on both sides. */
const validity = {
  notBefore: new Date("2015-01-01T00:00:00Z"),
  notAfter: new Date("2045-12-31T00:00:00Z"),
} as const;

interface KeptKey {
  readonly id: keyof AuthorityKeys;
  readonly certificate: string;
  readonly pkcs8: string;
}

/**
 * Reads the keys of the folder, or makes them on the first start: root and CA of 3,072 bits as the
 * real generation of 2026, services of 2,048.
 */
export async function openAuthorityKeys(
  options: { readonly directory: string; readonly rootCrlUrl: string },
): Promise<AuthorityKeys> {
  const file = openRecordFile<KeptKey>(`${options.directory}/authority.ndjson`);
  const kept = (id: keyof AuthorityKeys): Issuer | undefined => {
    const key = file.get(id);
    return key && { certificate: fromBase64(key.certificate), pkcs8: fromBase64(key.pkcs8) };
  };
  const [root, authority, ocsp, timestamp] = [
    kept("root"),
    kept("authority"),
    kept("ocsp"),
    kept("timestamp"),
  ];
  if (root && authority && ocsp && timestamp) return { root, authority, ocsp, timestamp };

  const made = await makeKeys(options.rootCrlUrl);
  for (const [id, issuer] of Object.entries(made) as [keyof AuthorityKeys, Issuer][]) {
    file.put({ id, certificate: toBase64(issuer.certificate), pkcs8: toBase64(issuer.pkcs8) });
  }
  return made;
}

async function makeKeys(rootCrlUrl: string): Promise<AuthorityKeys> {
  const [rootKey, authorityKey, ocspKey, timestampKey] = await Promise.all([
    generateRsaKeyPair(3072),
    generateRsaKeyPair(3072),
    generateRsaKeyPair(),
    generateRsaKeyPair(),
  ]);
  const root = await issueRoot({
    ...validity,
    keyPair: rootKey,
    subject: {
      country: "KR",
      organization: "Maru Sandbox",
      organizationalUnit: "Sandbox Certification Authority Central",
      commonName: "Maru Sandbox RootCA 1",
    },
  });
  const authority = await issueAuthority({
    ...validity,
    issuer: root,
    keyPair: authorityKey,
    pathLengthMax: 0,
    crlUrls: [rootCrlUrl],
    subject: {
      country: "KR",
      organization: "yessign",
      organizationalUnit: "AccreditedCA",
      commonName: "yessignCA Sandbox Class 4",
    },
  });
  const service = (name: string) => ({
    country: "KR",
    organization: "yessign",
    organizationalUnit: "AccreditedCA",
    commonName: name,
  });
  const [ocsp, timestamp] = await Promise.all([
    issueServiceCertificate({
      ...validity,
      issuer: authority,
      keyPair: ocspKey,
      subject: service("Maru Sandbox OCSP"),
      service: "ocsp",
    }),
    issueServiceCertificate({
      ...validity,
      issuer: authority,
      keyPair: timestampKey,
      subject: service("Maru Sandbox TSA"),
      service: "timestamp",
    }),
  ]);
  return { root, authority, ocsp, timestamp };
}
