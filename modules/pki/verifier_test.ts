import { deepEqual, equal, rejects } from "node:assert/strict";
import {
  generateRsaKeyPair,
  issueAuthority,
  issueRevocationList,
  type RevokedEntry,
} from "./issue.ts";
import { readCertificate } from "./certificate.ts";
import { addMs, CRL_URL, makeAuthority, makeUser, makeVerifier } from "./testing_authority.ts";
import { NOW, tableFetch, type TestAuthority, VALIDITY, YEAR_MS } from "./testing_authority.ts";
import {
  CertificateExpiredError,
  CertificateNotYetValidError,
  CertificateRevokedError,
  ChainInvalidError,
  KeyUsageError,
  PolicyNotAllowedError,
  RevocationUnknownError,
  WeakKeyError,
} from "./verification_errors.ts";

const ca = await makeAuthority();
const user = await makeUser(ca);
const others = [ca.authorityCertificate];
const login = { purpose: "login", otherCertificates: others } as const;

function listOf(
  revoked: RevokedEntry[],
  { by = ca.authority, nextUpdate = addMs(NOW, 60_000), point }: {
    by?: TestAuthority["authority"];
    nextUpdate?: Date;
    point?: string;
  } = {},
) {
  return () =>
    issueRevocationList({
      issuer: by,
      crlNumber: 1,
      thisUpdate: addMs(NOW, -60_000),
      nextUpdate,
      revoked,
      distributionPointUrl: point,
    });
}

Deno.test("verifier.check() accepts a certificate of a trusted authority and tells chain and policy", async () => {
  const checked = await makeVerifier(ca).check({ ...login, certificate: user.certificate });
  deepEqual(checked.chain.map(({ subject }) => subject.commonName), [
    "주식회사 마루()00990412026112000000001",
    "yessignCA-Test",
    "KISA RootCA TEST",
  ]);
  equal(checked.policy.label, "범용(기업)");
  equal(checked.revocation.source, "none");
});

Deno.test("verifier.check() refuses a certificate whose authority is not under a trusted root", async () => {
  const stranger = await makeAuthority();
  const certificate = (await makeUser(stranger)).certificate;
  const otherCertificates = [stranger.authorityCertificate, stranger.rootCertificate];
  await rejects(
    makeVerifier(ca).check({ purpose: "login", certificate, otherCertificates }),
    ChainInvalidError,
  );
});

Deno.test("verifier.check() refuses a certificate when its authority is nowhere to be found", async () => {
  await rejects(
    makeVerifier(ca).check({ purpose: "login", certificate: user.certificate }),
    ChainInvalidError,
  );
});

Deno.test("verifier.check() refuses expired and not yet valid certificates, each by its own error", async () => {
  const verifier = makeVerifier(ca);
  const expired = await makeUser(ca, {
    notBefore: addMs(NOW, -YEAR_MS),
    notAfter: addMs(NOW, -1000),
  });
  const future = await makeUser(ca, { notBefore: addMs(NOW, 1000), notAfter: addMs(NOW, YEAR_MS) });
  await rejects(
    verifier.check({ ...login, certificate: expired.certificate }),
    CertificateExpiredError,
  );
  await rejects(
    verifier.check({ ...login, certificate: future.certificate }),
    CertificateNotYetValidError,
  );
});

Deno.test("verifier.check() refuses later what it accepted before, once it has expired", async () => {
  const verifier = makeVerifier(ca);
  await verifier.check({ ...login, certificate: user.certificate });
  const at = addMs(VALIDITY.notAfter, 1000);
  await rejects(
    verifier.check({ ...login, certificate: user.certificate, at }),
    CertificateExpiredError,
  );
});

Deno.test("verifier.check() refuses a kmCert, which is not for signatures", async () => {
  const { certificate } = await makeUser(ca, { usage: "keyManagement" });
  await rejects(makeVerifier(ca).check({ ...login, certificate }), KeyUsageError);
});

Deno.test("verifier.check() refuses unknown and server policies unless the operator adds them", async () => {
  const policyOid = "1.2.410.200004.5.2.1.6.777";
  const { certificate } = await makeUser(ca, { policyOid });
  await rejects(makeVerifier(ca).check({ ...login, certificate }), PolicyNotAllowedError);
  const verifier = makeVerifier(ca, {
    policyOverrides: [{
      oid: policyOid,
      issuer: "KICA",
      kind: "corporate",
      use: "limited",
      label: "특수목적용",
    }],
  });
  equal((await verifier.check({ ...login, certificate })).policy.label, "특수목적용");
  const server = await makeUser(ca, { policyOid: "1.2.410.200005.1.1.3" });
  await rejects(
    makeVerifier(ca).check({ ...login, certificate: server.certificate }),
    PolicyNotAllowedError,
  );
});

Deno.test("verifier.check() refuses RSA keys below 2048 bits", async () => {
  const { spki } = await generateRsaKeyPair(1024);
  const { certificate } = await makeUser(ca, { spki });
  await rejects(makeVerifier(ca).check({ ...login, certificate }), WeakKeyError);
});

Deno.test("verifier.check() refuses a user that acts as an authority, and too long a path", async () => {
  const forger = { certificate: user.certificate.der, pkcs8: user.keyPair.pkcs8 };
  const forged = await makeUser({ authority: forger });
  await rejects(
    makeVerifier(ca).check({
      purpose: "login",
      certificate: forged.certificate,
      otherCertificates: [user.certificate, ...others],
    }),
    (error) => error instanceof ChainInvalidError && error.reason === "its issuer is no authority",
  );
  const below = await issueAuthority({
    ...VALIDITY,
    issuer: ca.authority,
    subject: { commonName: "Below" },
    keyPair: await generateRsaKeyPair(),
  });
  const deep = await makeUser({ authority: below });
  await rejects(
    makeVerifier(ca).check({
      purpose: "login",
      certificate: deep.certificate,
      otherCertificates: [readCertificate(below.certificate), ...others],
    }),
    ChainInvalidError,
  );
});

Deno.test("verifier.check() refuses a revoked certificate with moment and reason", async () => {
  const revokedAt = addMs(NOW, -5000);
  const { serialHex } = user.certificate;
  const { fetch } = tableFetch({ [CRL_URL]: listOf([{ serialHex, revokedAt, reasonCode: 1 }]) });
  const verifier = makeVerifier(ca, { revocation: { mode: "required", fetch } });
  await rejects(
    verifier.check({ ...login, certificate: user.certificate }),
    (error) =>
      error instanceof CertificateRevokedError && error.reason === "keyCompromise" &&
      error.revokedAt.getTime() === revokedAt.getTime(),
  );
});

Deno.test("verifier.check() asks for a list once and then uses it while it holds", async () => {
  const { asked, fetch } = tableFetch({ [CRL_URL]: listOf([], { point: CRL_URL }) });
  const verifier = makeVerifier(ca, { revocation: { mode: "required", fetch } });
  for (let time = 0; time < 3; time++) {
    const { revocation } = await verifier.check({ ...login, certificate: user.certificate });
    equal(revocation.source, "crl");
  }
  deepEqual(asked, [CRL_URL]);
});

Deno.test("verifier.check() fails closed on lists that are stale, foreign, of another point, or broken", async () => {
  const stranger = await makeAuthority();
  const useless = {
    stale: listOf([], { nextUpdate: addMs(NOW, -1000) }),
    foreign: listOf([], { by: stranger.authority }),
    "of another point": listOf([], { point: "http://ca.example.test/other.crl" }),
    broken: () => new Uint8Array([0x30, 3, 1, 1]),
  };
  for (const [name, list] of Object.entries(useless)) {
    const { fetch } = tableFetch({ [CRL_URL]: list });
    const required = makeVerifier(ca, { revocation: { mode: "required", fetch } });
    await rejects(
      required.check({ ...login, certificate: user.certificate }),
      RevocationUnknownError,
      name,
    );
    const available = makeVerifier(ca, { revocation: { mode: "ifAvailable", fetch } });
    const checked = await available.check({ ...login, certificate: user.certificate });
    equal(checked.revocation.source, "none", name);
  }
});

Deno.test("verifier.check() never asks a host that is not allowed, nor before the chain is verified", async () => {
  const { asked, fetch } = tableFetch({ [CRL_URL]: listOf([]) });
  const elsewhere = makeVerifier(ca, {
    revocation: { mode: "required", fetch, allowedHosts: ["other.example.test"] },
  });
  await rejects(
    elsewhere.check({ ...login, certificate: user.certificate }),
    RevocationUnknownError,
  );
  const stranger = await makeAuthority();
  const { certificate } = await makeUser(stranger);
  const verifier = makeVerifier(ca, { revocation: { mode: "required", fetch } });
  await rejects(verifier.check({ ...login, certificate }), ChainInvalidError);
  deepEqual(asked, []);
});

Deno.test("verifier.check() looks authorities up in the root's list when it is told to", async () => {
  const revokedAt = addMs(NOW, -5000);
  const { serialHex } = ca.authorityCertificate;
  const { fetch } = tableFetch({
    [CRL_URL]: listOf([]),
    "http://ca.example.test/root.crl": listOf([{ serialHex, revokedAt }], { by: ca.root }),
  });
  const verifier = makeVerifier(ca, {
    revocation: { mode: "required", fetch, checksAuthorities: true },
  });
  await rejects(
    verifier.check({ ...login, certificate: user.certificate }),
    CertificateRevokedError,
  );
});
