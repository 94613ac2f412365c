/**
 * What pkijs accepts and must not be relied on for. Each trap is shown in pkijs itself, so that an upgrade which
 * mends it is noticed, and then shut in our own checks.
 */
import { equal, rejects } from "node:assert/strict";
import { fromBER } from "asn1js";
import {
  CertificateChainValidationEngine,
  CertificateRevocationList,
  ContentInfo,
  SignedData,
} from "pkijs";
import { issueRevocationList } from "./issue.ts";
import { toPkijs } from "./second_opinion.ts";
import { signText } from "./sign_text.ts";
import { addMs, CRL_URL, makeAuthority, makeUser, makeVerifier } from "./testing_authority.ts";
import { NOW, tableFetch } from "./testing_authority.ts";
import { testFile, testText } from "./testing_files.ts";
import {
  CertificateRevokedError,
  ChainInvalidError,
  PolicyNotAllowedError,
  RevocationUnknownError,
  SignatureInvalidError,
} from "./verification_errors.ts";
import { verifySignedText } from "./verify_signed_text.ts";

const ca = await makeAuthority();
const user = await makeUser(ca);
const leaf = toPkijs(user.certificate);
const authority = toPkijs(ca.authorityCertificate);
const root = toPkijs(ca.rootCertificate);
const check = {
  purpose: "login",
  certificate: user.certificate,
  otherCertificates: [ca.authorityCertificate],
} as const;

function signedDataOf(cms: Uint8Array): SignedData {
  const info = new ContentInfo({ schema: fromBER(cms.slice().buffer).result });
  return new SignedData({ schema: info.content });
}

const revokingList = await issueRevocationList({
  issuer: ca.authority,
  crlNumber: 1,
  thisUpdate: addMs(NOW, -1000),
  nextUpdate: addMs(NOW, 60_000),
  revoked: [{ serialHex: user.certificate.serialHex, revokedAt: addMs(NOW, -1000) }],
});

Deno.test("trap 1: pkijs verifies a self-made certificate unless told to check the chain; we always do", async () => {
  const stranger = await makeAuthority();
  const self = await makeUser(stranger);
  const cms = await signText({ ...self, text: "hello", at: NOW });
  equal(await signedDataOf(cms).verify({ signer: 0, trustedCerts: [root], checkDate: NOW }), true);
  const { certificate } = await verifySignedText({ cms, text: "hello" });
  const otherCertificates = [stranger.authorityCertificate, stranger.rootCertificate];
  await rejects(
    makeVerifier(ca).check({ purpose: "login", certificate, otherCertificates }),
    ChainInvalidError,
  );
});

Deno.test("trap 2: pkijs accepts a signature without signed attributes; we refuse it", async () => {
  const cms = testFile("samples/without-attributes.cms");
  equal(await signedDataOf(cms).verify({ signer: 0 }), true);
  await rejects(verifySignedText({ cms, text: testText("samples/text") }), SignatureInvalidError);
});

Deno.test("trap 3: pkijs takes the last certificate for the leaf; a revoked one passes in another order", async () => {
  const crl = new CertificateRevocationList({
    schema: fromBER(revokingList.slice().buffer).result,
  });
  const rootList = await issueRevocationList({
    issuer: ca.root,
    crlNumber: 1,
    thisUpdate: addMs(NOW, -1000),
    nextUpdate: addMs(NOW, 60_000),
    revoked: [],
  });
  const rootCrl = new CertificateRevocationList({
    schema: fromBER(rootList.slice().buffer).result,
  });
  const inOrder = (certs: typeof leaf[]) =>
    new CertificateChainValidationEngine({
      certs,
      trustedCerts: [root],
      crls: [crl, rootCrl],
      checkDate: NOW,
    }).verify();
  equal((await inOrder([leaf, authority])).result, true);
  equal((await inOrder([authority, leaf])).result, false);
  const { fetch } = tableFetch({ [CRL_URL]: () => revokingList });
  for (
    const otherCertificates of [[ca.authorityCertificate], [
      ca.rootCertificate,
      user.certificate,
      ca.authorityCertificate,
    ]]
  ) {
    const verifier = makeVerifier(ca, { revocation: { mode: "required", fetch } });
    await rejects(verifier.check({ ...check, otherCertificates }), CertificateRevokedError);
  }
});

Deno.test("trap 4: pkijs says yes when nobody can tell about revocation; we refuse where it is required", async () => {
  const engine = new CertificateChainValidationEngine({
    certs: [authority, leaf],
    trustedCerts: [root],
    checkDate: NOW,
  });
  equal((await engine.verify()).result, true);
  const verifier = makeVerifier(ca, { revocation: { mode: "required" } });
  await rejects(verifier.check(check), RevocationUnknownError);
});

Deno.test("trap 5: pkijs checks no policy unless asked, and refuses good ones when asked strictly; we check the leaf's own", async () => {
  const engine = (policy: string, isExplicit: boolean) =>
    new CertificateChainValidationEngine({
      certs: [authority, leaf],
      trustedCerts: [root],
      checkDate: NOW,
    }).verify({ initialPolicySet: [policy], initialExplicitPolicy: isExplicit });
  equal((await engine("1.2.410.200005.1.1.5", true)).result, false);
  const unknown = await makeUser(ca, { policyOid: "1.2.3.4.5" });
  const unasked = new CertificateChainValidationEngine({
    certs: [authority, toPkijs(unknown.certificate)],
    trustedCerts: [root],
    checkDate: NOW,
  });
  equal((await unasked.verify()).result, true);
  const asked = { ...check, certificate: unknown.certificate };
  await rejects(makeVerifier(ca).check(asked), PolicyNotAllowedError);
});
