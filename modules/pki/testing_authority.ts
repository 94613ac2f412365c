import { toHex } from "./bytes.ts";
import { type Certificate, readCertificate } from "./certificate.ts";
import {
  computeVid,
  generateRsaKeyPair,
  issueAuthority,
  type Issuer,
  issueRoot,
  issueUserCertificate,
  type NewUserCertificate,
  openedKeyOf,
  type RsaKeyPair,
} from "./issue.ts";
import type { OpenedKey } from "./opened_key.ts";
import type { RevocationOptions } from "./revocation.ts";
import type { TrustStore } from "./trust_store.ts";
import { createVerifier, type Verifier, type VerifierOptions } from "./verifier.ts";

/** The moment at which tests take place. */
export const NOW = new Date("2026-11-20T03:00:00Z");
export const YEAR_MS = 365 * 24 * 60 * 60_000;
export const VALIDITY = {
  notBefore: new Date(NOW.getTime() - YEAR_MS),
  notAfter: new Date(NOW.getTime() + YEAR_MS),
};
export const CRL_URL = "http://ca.example.test/ca.crl";
export const OCSP_URL = "http://ca.example.test/ocsp";
export const BUSINESS_NUMBER = "1234567890";

export interface TestAuthority {
  readonly root: Issuer;
  readonly authority: Issuer;
  readonly rootCertificate: Certificate;
  readonly authorityCertificate: Certificate;
}

export interface TestUser {
  readonly certificate: Certificate;
  readonly key: OpenedKey;
  readonly keyPair: RsaKeyPair;
  readonly randomNum: Uint8Array;
}

/** A root and an authority of made-up names, for tests only. */
export async function makeAuthority(): Promise<TestAuthority> {
  const root = await issueRoot({
    ...VALIDITY,
    subject: { organization: "KISA", commonName: "KISA RootCA TEST" },
    keyPair: await generateRsaKeyPair(),
  });
  const authority = await issueAuthority({
    ...VALIDITY,
    issuer: root,
    subject: { organization: "yessign", commonName: "yessignCA-Test" },
    keyPair: await generateRsaKeyPair(),
    crlUrls: ["http://ca.example.test/root.crl"],
  });
  return {
    root,
    authority,
    rootCertificate: readCertificate(root.certificate),
    authorityCertificate: readCertificate(authority.certificate),
  };
}

export async function makeUser(
  { authority }: { authority: Issuer },
  overrides: Partial<NewUserCertificate> = {},
): Promise<TestUser> {
  const keyPair = await generateRsaKeyPair();
  const randomNum = crypto.getRandomValues(new Uint8Array(20));
  const der = await issueUserCertificate({
    ...VALIDITY,
    issuer: authority,
    subject: { organization: "yessign", commonName: "주식회사 마루()00990412026112000000001" },
    spki: keyPair.spki,
    policyOid: "1.2.410.200005.1.1.5",
    realName: "주식회사 마루",
    vid: computeVid({ idn: BUSINESS_NUMBER, randomNum }),
    crlUrls: [CRL_URL],
    ocspUrls: [OCSP_URL],
    ...overrides,
  });
  return {
    certificate: readCertificate(der),
    key: openedKeyOf(keyPair, randomNum),
    keyPair,
    randomNum,
  };
}

/** Trusts the root and nothing else. */
function trustOf(...roots: Certificate[]): TrustStore {
  const certificates = { roots, intermediates: [], version: 1 };
  return { load: () => Promise.resolve(certificates) };
}

/** A fetch that answers from a table and counts what it was asked. */
export function tableFetch(
  answers: Record<string, (body?: Uint8Array) => Uint8Array | Promise<Uint8Array>>,
) {
  const asked: string[] = [];
  const fetch: RevocationOptions["fetch"] = async (url, { body }) => {
    asked.push(url);
    const answer = answers[url];
    const bytes = answer ? await answer(body) : new Uint8Array();
    return {
      status: answer ? 200 : 404,
      arrayBuffer: () => Promise.resolve(bytes.slice().buffer),
    };
  };
  return { asked, fetch };
}

export function makeVerifier(
  { rootCertificate }: TestAuthority,
  options: Partial<Omit<VerifierOptions, "revocation">> & {
    revocation?: Partial<RevocationOptions>;
  } = {},
): Verifier {
  const revocation: RevocationOptions = {
    mode: "off",
    allowedHosts: ["ca.example.test"],
    fetch: tableFetch({}).fetch,
    ...options.revocation,
  };
  return createVerifier({
    trust: trustOf(rootCertificate),
    clock: { now: () => NOW },
    ...options,
    revocation,
  });
}

export function hexOf(bytes: Uint8Array | undefined): string {
  return bytes ? toHex(bytes) : "";
}

export function addMs(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms);
}
