/**
 * An authority with people, as the login check meets them, and the signatures that a check contains.
 *
 * @module
 */
import { type Certificate, computeVid, loginText, readCertificate, signText } from "@maru/pki";
import {
  generateRsaKeyPair,
  issueAuthority,
  type Issuer,
  issueRevocationList,
  issueRoot,
  issueUserCertificate,
  openedKeyOf,
  type RsaKeyPair,
} from "@maru/pki/issue";

/** One signed login as it reaches the server. */
export interface Login {
  readonly cms: Uint8Array;
  readonly text: string;
  readonly randomNum: Uint8Array;
  /** DER of the signer's certificate and of its authority's. */
  readonly certificate: Uint8Array;
  readonly authority: Uint8Array;
}

export interface LoginWorld {
  readonly root: Certificate;
  readonly revocationList: Uint8Array;
  readonly keys: Readonly<Record<"root" | "authority" | "user", RsaKeyPair>>;
  /** A login with a certificate of its own; `isNewAuthority` gives it an authority of its own too. */
  login(options: { isNewAuthority: boolean }): Promise<Login>;
}

export const BUSINESS_NUMBER = "1234567891";
const CRL_URL = "http://ca.example.test/ca.crl";
export const CRL_HOST = "ca.example.test";
const YEAR_MS = 365 * 24 * 3_600_000;
const REVOKED_COUNT = 1_000;

export async function createLoginWorld(now: Date): Promise<LoginWorld> {
  const validity = {
    notBefore: new Date(now.getTime() - YEAR_MS),
    notAfter: new Date(now.getTime() + YEAR_MS),
  };
  const [rootKeys, authorityKeys, userKeys] = await Promise.all([
    generateRsaKeyPair(),
    generateRsaKeyPair(),
    generateRsaKeyPair(),
  ]);
  const root = await issueRoot({
    ...validity,
    subject: { country: "KR", organization: "BENCH", commonName: "Bench Root" },
    keyPair: rootKeys,
  });
  const newAuthority = () =>
    issueAuthority({
      ...validity,
      issuer: root,
      subject: { country: "KR", organization: "BENCH", commonName: "Bench CA" },
      keyPair: authorityKeys,
    });
  const authority = await newAuthority();
  const signer = { now, validity, userKeys };
  return {
    root: readCertificate(root.certificate),
    revocationList: await issueRevocationList({
      issuer: authority,
      crlNumber: 1,
      thisUpdate: now,
      nextUpdate: validity.notAfter,
      revoked: Array.from({ length: REVOKED_COUNT }, (_, index) => ({
        serialHex: (0x10000000 + index).toString(16),
        revokedAt: validity.notBefore,
      })),
    }),
    keys: { root: rootKeys, authority: authorityKeys, user: userKeys },
    login: async ({ isNewAuthority }) =>
      await newLogin(isNewAuthority ? await newAuthority() : authority, signer),
  };
}

/** Certificates differ in serial number, R and virtual id; the key pair serves all, it is slow to make. */
async function newLogin(
  issuer: Issuer,
  { now, validity, userKeys }: {
    now: Date;
    validity: { notBefore: Date; notAfter: Date };
    userKeys: RsaKeyPair;
  },
): Promise<Login> {
  const randomNum = crypto.getRandomValues(new Uint8Array(20));
  const certificate = await issueUserCertificate({
    ...validity,
    issuer,
    subject: { country: "KR", organization: "BENCH", commonName: "주식회사 벤치()0088049" },
    spki: userKeys.spki,
    policyOid: "1.2.410.200005.1.1.5",
    realName: "주식회사 벤치",
    vid: computeVid({ idn: BUSINESS_NUMBER, randomNum }),
    crlUrls: [CRL_URL],
  });
  const text = loginText({
    origin: "https://maru.example",
    nonce: crypto.randomUUID(),
    at: now,
  });
  const cms = await signText({
    certificate: readCertificate(certificate),
    otherCertificates: [readCertificate(issuer.certificate)],
    key: openedKeyOf(userKeys, randomNum),
    text,
    at: now,
  });
  return { cms, text, randomNum, certificate, authority: issuer.certificate };
}
